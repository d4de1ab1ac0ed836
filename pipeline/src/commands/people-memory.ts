import { Database } from "@otklik/sql/database"
import { Effect, Layer, Schedule } from "effect"
import { Settings } from "../settings.ts"
import { Store } from "../warehouse/store.ts"

/** PostgreSQL where DATABASE_URL names it, else the store's own database: refused where a server has it open. */
export const peopleMemory = Layer.unwrap(
  Effect.gen(function* () {
    const { database } = yield* Settings
    const { root } = yield* Store
    return Database.layer({ url: database, store: root, pid: process.pid })
  })
)

/** Waits for the database to open; what keeps it from opening is said at once. */
export const opened = Database.use(({ status }) => status).pipe(
  Effect.repeat({ until: ({ state }) => state !== "opening", schedule: Schedule.spaced("50 millis") }),
  Effect.flatMap(({ trouble }) => (trouble === null ? Effect.void : Effect.fail(trouble)))
)
