import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { rm } from "node:fs/promises"
import { pipeline } from "node:stream/promises"
import { DuckDb, type DuckDbError } from "@otklik/sql/duckdb"
import { Context, Effect, Layer, Path, Stream } from "effect"
import { sweep } from "../intake/lean-heap.ts"
import { Tally } from "../intake/tally.ts"
import type { Message } from "../message.ts"
import { copyLines } from "./arrival.ts"
import { landedIds } from "./landed-ids.ts"
import { kept, type NotKept } from "./not-kept.ts"
import { Spool } from "./spool.ts"
import { Store } from "./store.ts"

/** A file ready under a temporary name: paths relative to the store. */
export type Move = readonly [from: string, to: string]

/** Setting the limit anew makes DuckDB trim its allocator, which otherwise keeps 100 MB of what a copy took. */
const giveBack = "set memory_limit = '256MiB'"

/** DuckDB bounds row groups by bytes only where it need not keep the order; on one thread it keeps it all the same. */
const byBytes = "set preserve_insertion_order = false"

const hashOf = async (file: string): Promise<string> => {
  const hash = createHash("sha256")
  await pipeline(createReadStream(file), hash)
  return hash.digest("hex").slice(0, 16)
}

/** Where new messages gather; what the source or this very file has given before is counted and left out. */
export class Landing extends Context.Service<
  Landing,
  {
    readonly add: (messages: ReadonlyArray<Message>) => Effect.Effect<void, NotKept>
    /** writes all that gathered, one Parquet file a month, and says where each belongs */
    readonly finish: Effect.Effect<ReadonlyArray<Move>, DuckDbError | NotKept>
  }
>()("pipeline/warehouse/Landing") {
  /**
   * Gathers in a folder of its own, so nothing is in the store until its moves are committed. Lines on disk rather
   * than DuckDB's appender: its chunks are freed by the garbage collector only, which cost 400 MB on a 160 MB file.
   */
  static readonly into = (source: string, folder: string) =>
    Layer.effect(
      Landing,
      Effect.gen(function* () {
        const db = yield* DuckDb
        const counts = yield* Tally
        const path = yield* Path.Path
        const store = yield* Store
        const ids = yield* landedIds(source)
        const spool = new Spool(folder)

        const isNew = ({ masked, messageId }: Message): boolean => {
          if (!ids.addHex(messageId)) {
            counts.duplicates++
            return false
          }
          counts.landed++
          for (const type in masked) counts.masked[type] = (counts.masked[type] ?? 0) + masked[type]!
          return true
        }

        const place = Effect.fnUntraced(function* (month: string) {
          const lines = yield* kept(() => spool.sorted(month))
          const file = path.join(folder, `${month}.parquet`)
          yield* db.run(byBytes)
          yield* db.run(copyLines(lines, file))
          yield* db.run(giveBack)
          const name = yield* kept(() => rm(lines).then(() => hashOf(file)))
          const target = path.join(store.landedMonth(source, month), `${name}.parquet`)
          return [path.relative(store.root, file), path.relative(store.root, target)] as const
        })

        return Landing.of({
          add: (messages) => kept(() => spool.add(messages.filter(isNew))),
          finish: kept(() => spool.months()).pipe(Effect.flatMap(Effect.forEach(place, { concurrency: 2 })))
        })
      })
    )
}

/** Lands a stream of messages; gives the files that are ready to be moved into the store. */
export const land = Effect.fn("land")(function* <E, R>(messages: Stream.Stream<Message, E, R>) {
  const landing = yield* Landing
  yield* Stream.runForEachArray(messages, landing.add)
  yield* sweep
  return yield* landing.finish
})
