import { Database } from "@otklik/sql/database"
import { Effect, Layer, Option, Redacted, Schedule } from "effect"
import { temporaryFolder } from "../fixtures/snapshot.ts"
import { postgres } from "../postgres.ts"

const server = Effect.acquireRelease(Effect.promise(postgres), ({ stop }) => Effect.promise(stop))

const opened = Database.use(({ status }) => status).pipe(
  Effect.repeat({ until: ({ state }) => state === "ready", schedule: Schedule.spaced("20 millis") })
)

const open = <E, R>(memory: Layer.Layer<Database, E, R>) =>
  Layer.effectDiscard(opened).pipe(Layer.provideMerge(memory))

/** People's memory on each kind of database, open and empty. */
export const memories = {
  pglite: open(
    Layer.unwrap(
      Effect.map(temporaryFolder, (store) => Database.layer({ url: Option.none(), store, pid: process.pid }))
    )
  ),
  postgresql: open(
    Layer.unwrap(
      Effect.map(server, ({ url }) =>
        Database.layer({ url: Option.some(Redacted.make(url)), store: "unused", pid: process.pid })
      )
    )
  )
}
