import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { pipeline } from "node:stream/promises"
import { DuckDb, type DuckDbError } from "@otklik/sql/duckdb"
import { Context, Effect, Layer, Path, Stream } from "effect"
import { Tally } from "../intake/tally.ts"
import type { Message } from "../message.ts"
import { arrivalColumns, arrivalMonths, copyMonth, createArrival } from "./arrival.ts"
import { landedIds } from "./landed-ids.ts"
import { Store } from "./store.ts"

/** A month ready under a temporary name: paths relative to the store. */
export type Move = readonly [from: string, to: string]

const rowsAtOnce = 4_096

const hashOf = (file: string) =>
  Effect.promise(async () => {
    const hash = createHash("sha256")
    await pipeline(createReadStream(file), hash)
    return hash.digest("hex").slice(0, 16)
  })

/** Where new messages gather; what the source or this very file has given before is counted and left out. */
export class Landing extends Context.Service<
  Landing,
  {
    readonly add: (messages: ReadonlyArray<Message>) => Effect.Effect<void, DuckDbError>
    /** writes all that gathered, one Parquet file a month, and says where each belongs */
    readonly finish: Effect.Effect<ReadonlyArray<Move>, DuckDbError>
  }
>()("pipeline/warehouse/Landing") {
  /** Gathers in the DuckDB of a folder of its own, so memory is bounded and nothing is in the store until `finish`. */
  static readonly into = (source: string, folder: string) =>
    Layer.effect(
      Landing,
      Effect.gen(function* () {
        const db = yield* DuckDb
        const counts = yield* Tally
        const path = yield* Path.Path
        const store = yield* Store
        yield* db.run(createArrival)
        const ids = yield* landedIds(source)
        let waiting: Array<Message> = []

        const fresh = (message: Message): boolean => {
          const added = ids.addHex(message.messageId)
          if (!added) {
            counts.duplicates++
            return false
          }
          counts.landed++
          for (const type in message.masked)
            counts.masked[type] = (counts.masked[type] ?? 0) + message.masked[type]!
          return true
        }

        const flush = Effect.suspend(() => {
          const rows = waiting
          waiting = []
          return rows.length === 0 ? Effect.void : db.append(["main", "arrival"], arrivalColumns(rows))
        })

        const add = (messages: ReadonlyArray<Message>) =>
          Effect.suspend(() => {
            for (const message of messages) if (fresh(message)) waiting.push(message)
            return waiting.length < rowsAtOnce ? Effect.void : flush
          })

        const place = Effect.fnUntraced(function* (month: string) {
          const file = path.join(folder, `${month}.parquet`)
          yield* db.run(copyMonth(month, file))
          const name = `${yield* hashOf(file)}.parquet`
          const target = path.join(store.landedMonth(source, month), name)
          return [path.relative(store.root, file), path.relative(store.root, target)] as const
        })

        const finish = Effect.gen(function* () {
          yield* flush
          const months = yield* db.rows(arrivalMonths)
          return yield* Effect.forEach(months, ({ month }) => place(String(month)))
        })

        return Landing.of({ add, finish })
      })
    )
}

/** Lands a stream of messages; gives the files that are ready to be moved into the store. */
export const land = Effect.fn("land")(function* <E, R>(messages: Stream.Stream<Message, E, R>) {
  const landing = yield* Landing
  yield* Stream.runForEachArray(messages, landing.add)
  return yield* landing.finish
})
