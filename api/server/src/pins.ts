import { pinsIn } from "@otklik/contract/published"
import type { SnapshotId } from "@otklik/contract/vocabulary"
import { Context, Effect, FileSystem, Layer, Semaphore } from "effect"
import { replaceFile } from "./durable-file.ts"

const make = (store: string) =>
  Effect.gen(function* () {
    const services = yield* Effect.context<FileSystem.FileSystem>()
    const path = `${store}/snapshots/pins.json`
    const turn = yield* Semaphore.make(1)
    const all = Effect.flatMap(FileSystem.FileSystem, (files) => files.readFileString(path)).pipe(
      Effect.map(pinsIn),
      Effect.orElseSucceed(() => pinsIn("")),
      Effect.provide(services)
    )
    const write = (pins: ReadonlyMap<string, string | null>) => {
      const named = [...pins].filter(([, name]) => name !== null)
      const names = named.length === 0 ? {} : { names: Object.fromEntries(named) }
      return replaceFile(path, `${JSON.stringify({ pins: [...pins.keys()], ...names })}\n`)
    }
    /** Pins a snapshot under a name, or under none, or lets it go. */
    const set = (id: SnapshotId, pinned: boolean, name: string | null = null) =>
      Effect.gen(function* () {
        const pins = new Map(yield* all)
        pins.delete(id)
        yield* write(pinned ? pins.set(id, name) : pins)
      }).pipe(turn.withPermit, Effect.uninterruptible, Effect.provide(services))
    return { all, set }
  })

/** Snapshots that a stand-up was held on: no build may remove them. This server alone writes them down. */
export class Pins extends Context.Service<Pins, Effect.Success<ReturnType<typeof make>>>()("server/Pins") {
  static readonly layer = (store: string) => Layer.effect(Pins, make(store))
}
