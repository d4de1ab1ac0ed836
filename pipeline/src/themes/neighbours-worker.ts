import { workerData } from "node:worker_threads"
import { type Search, searchChunks } from "./neighbours.ts"

searchChunks(workerData as Search)
