import { changedInStep, importedInStep, inStep } from "@otklik/sql/directory/in-step"
import type { PeopleTables } from "@otklik/sql/people-tables"
import { Effect } from "effect"
import type { Transaction } from "kysely"
import { Place } from "../place.ts"
import { rememberedWithin } from "../people-memory.ts"

type Doing<A> = (tx: Transaction<PeopleTables>) => Promise<A>

const over = <A>(operation: string, doing: (store: string) => Doing<A>) =>
  Effect.flatMap(Place, ({ store }) => rememberedWithin(operation, "all", doing(store)))

/** Reads the directory, in step with its file. */
export const inDirectory = <A>(operation: string, run: Doing<A>) =>
  over(operation, (store) => inStep(store, run))

/** Changes the directory and writes its file, which the next build reads. */
export const changeDirectory = <A>(operation: string, run: Doing<A>) =>
  over(operation, (store) => changedInStep(store, run))

/** Imports a file into the directory, or tells what that would do. */
export const bringDirectory = (csv: string, dry: boolean) =>
  over("import directory", (store) => importedInStep(store, csv, dry))
