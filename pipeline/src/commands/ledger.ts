import { Database } from "@otklik/sql/database"
import { rebuild as rebuildPresent } from "@otklik/sql/ledger/rebuild"
import { type Broken, verify as verifyChain } from "@otklik/sql/ledger/verify"
import { Console, Effect } from "effect"
import { Command } from "effect/cli"
import { Store } from "../warehouse/store.ts"
import { Ended, sayAndEnd } from "./ended.ts"
import { opened, peopleMemory } from "./people-memory.ts"
import { grouped } from "./progress-bar.ts"

const reasons: Readonly<Record<Broken["reason"], string>> = {
  changed: "was changed after it was written",
  missing: "is gone",
  unlinked: "does not follow from the one before",
  cut: "and all after it are gone: the ledger ends before the place that its last writer noted"
}

const verify = Command.make("verify", {}, () =>
  Effect.gen(function* () {
    yield* opened
    const { query } = yield* Database
    const { broken, rows } = yield* query("verify the ledger", verifyChain)
    if (broken === null) return yield* Console.log(`the ledger is whole: ${grouped(rows)} decisions`)
    yield* Console.error(
      `Decision ${broken.sequence} ${reasons[broken.reason]}. Do not decide on: restore the database from a backup and compare.`
    )
    return yield* new Ended({ code: 1 })
  }).pipe(Effect.provide(peopleMemory), sayAndEnd(1), Effect.provide(Store.layer))
).pipe(
  Command.withDescription(
    "Follow the chain of hashes from the first decision to the last. Exit code 0: whole; 1: the first bad row is named"
  )
)

const rebuild = Command.make("rebuild", {}, () =>
  Effect.gen(function* () {
    yield* opened
    const { query } = yield* Database
    const subjects = yield* query("rebuild what holds", rebuildPresent)
    yield* Console.log(
      `what holds is made anew from the ledger: ${grouped(subjects)} themes, messages and tags`
    )
  }).pipe(Effect.provide(peopleMemory), sayAndEnd(1), Effect.provide(Store.layer))
).pipe(
  Command.withDescription(
    "Make what holds now (titles, stages, verdicts, tags …) anew from the ledger of decisions; the ledger stays as it is"
  )
)

export const ledger = Command.make("ledger").pipe(
  Command.withDescription(
    "The ledger of all that people decided: see that it is whole, and what follows from it"
  ),
  Command.withSubcommands([verify, rebuild])
)
