import { NodeServices } from "@effect/platform-node"
import { modelsHash } from "@otklik/sql/models"
import { Effect } from "effect"
import { readFileSync, writeFileSync } from "node:fs"
import { codeHash, seedsHash } from "./pipeline/src/build/code.ts"
const [code, models, seeds] = await Effect.runPromise(Effect.all([codeHash, modelsHash, seedsHash]).pipe(Effect.provide(NodeServices.layer)) as never) as string[]
for (const f of process.argv.slice(2)) { const m = JSON.parse(readFileSync(f, "utf8")); Object.assign(m.inputs, { code, models, seeds }); writeFileSync(f, JSON.stringify(m)) }
