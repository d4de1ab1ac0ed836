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
    const set = (id: SnapshotId, pinned: boolean) =>
      Effect.gen(function* () {
        const before = yield* all
        const pins = [...before].filter((one) => one !== id)
        yield* replaceFile(path, `${JSON.stringify({ pins: pinned ? [...pins, id] : pins })}\n`)
      }).pipe(turn.withPermit, Effect.uninterruptible, Effect.provide(services))
    return { all, set }
  })

/** Snapshots that a stand-up was held on: no build may remove them. This server alone writes them down. */
export class Pins extends Context.Service<Pins, Effect.Success<ReturnType<typeof make>>>()("server/Pins") {
  static readonly layer = (store: string) => Layer.effect(Pins, make(store))
}
