import { Database } from "@otklik/sql/database"
import { exportDecisions } from "@otklik/sql/ledger/export"
import { Effect, FileSystem, Layer, Option, Schedule } from "effect"
import { Settings } from "../settings.ts"
import { Store } from "./store.ts"

/** The embedded database takes a moment to open. */
const opened = Database.use(({ status }) => status).pipe(
  Effect.repeat({
    until: ({ state }) => state !== "opening",
    schedule: Schedule.spaced("50 millis"),
    times: 400
  })
)

/**
 * Brings what was decided since the last export into the store, so that the build that follows holds it. A server that
 * runs does so by itself; without a database, or where it does not answer, the build goes on with what is exported.
 */
export const bringDecisions = Effect.gen(function* () {
  const { database } = yield* Settings
  const { decisions, people, root } = yield* Store
  const files = yield* FileSystem.FileSystem
  if (Option.isNone(database) && !(yield* files.exists(people))) return
  const memory = Database.layer({ url: database, store: root, pid: process.pid })
  yield* Effect.andThen(opened, exportDecisions(decisions)).pipe(
    Effect.provide(Layer.fresh(memory)),
    Effect.catchTag("PeopleLocked", () => Effect.succeed(0)),
    Effect.catchTag("DatabaseDown", ({ message }) =>
      Effect.logWarning(`${message} Decisions made since the last export are not in this build.`)
    )
  )
})
