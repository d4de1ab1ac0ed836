import { NodeFileSystem } from "@effect/platform-node"
import { Database } from "@otklik/sql/database"
import { Layer, type Option, type Redacted } from "effect"
import { Actors } from "./actors.ts"
import { Entry } from "./entry.ts"
import { exporting } from "./exporting.ts"
import { lockedDuckDb } from "./locked-duckdb.ts"
import { Ledger } from "./ledger.ts"
import { Messages } from "./messages.ts"
import { Attempts } from "./people/attempts.ts"
import { Passwords } from "./people/passwords.ts"
import { Provider } from "./people/provider.ts"
import { Pins } from "./pins.ts"
import { Place } from "./place.ts"
import { SecondReadings } from "./second-readings.ts"
import { Snapshots } from "./snapshots.ts"

export interface ServiceOptions {
  /** absolute */
  readonly store: string
  readonly dashboard: string
  readonly memory: string
  readonly threads: number
  readonly database: Option.Option<Redacted.Redacted<string>>
  readonly pid: number
  readonly entry: Entry["Service"]
  /** one message in so many is read twice; 0: none */
  readonly secondReadings?: number
}

const stores = ({
  dashboard,
  database,
  entry,
  memory,
  pid,
  secondReadings = 40,
  store,
  threads
}: ServiceOptions) =>
  Layer.mergeAll(
    Snapshots.layer(store).pipe(Layer.provide(lockedDuckDb({ store, memory, threads }))),
    Messages.layer(store),
    Pins.layer(store),
    Layer.succeed(Place, { store, dashboard }),
    Layer.succeed(Entry, entry),
    Layer.succeed(SecondReadings, secondReadings),
    Database.layer({ url: database, store, pid })
  )

/** All that the routes need, over one store. */
export const services = (options: ServiceOptions) =>
  Layer.mergeAll(Actors.layer, Attempts.layer, Passwords.layer, Provider.layer, exporting).pipe(
    Layer.provideMerge(Ledger.layer),
    Layer.provideMerge(stores(options)),
    Layer.provideMerge(NodeFileSystem.layer)
  )
