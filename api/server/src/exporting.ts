import { Database } from "@otklik/sql/database"
import { exportDecisions } from "@otklik/sql/ledger/export"
import { Effect, Layer, PubSub, Schedule } from "effect"
import { Ledger } from "./ledger.ts"
import { Place } from "./place.ts"

/** Decisions of this long go into one file. */
const gathered = "2 seconds"

/** Keeps the store's `decisions` folder up with the ledger: at the start, soon after each decision, and at the end. */
export const exporting = Layer.effectDiscard(
  Effect.gen(function* () {
    const { store } = yield* Place
    const { news } = yield* Ledger
    const database = yield* Database
    const heard = yield* PubSub.subscribe(news)
    const once = exportDecisions(`${store}/decisions`)
    const told = Effect.tapError(once, (error) =>
      error._tag === "DatabaseDown"
        ? Effect.void
        : Effect.logWarning(`Decisions are not in the store yet, and are tried again: ${error.message}`)
    )
    const lasting = Effect.retry(told, Schedule.spaced("5 seconds"))
    const next = Effect.andThen(PubSub.take(heard), Effect.sleep(gathered)).pipe(
      Effect.andThen(PubSub.takeUpTo(heard, 1_024)),
      Effect.andThen(lasting)
    )
    const atEnd = Effect.flatMap(database.status, ({ state }) => (state === "ready" ? once : Effect.void))
    yield* Effect.addFinalizer(() => Effect.ignore(atEnd))
    yield* Effect.forkScoped(Effect.andThen(lasting, Effect.forever(next)))
  })
)
