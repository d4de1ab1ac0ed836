import { DuckDb } from "@otklik/sql/duckdb"
import { Context, Effect, FileSystem, Layer, Path } from "effect"
import { Settings } from "../settings.ts"
import { Store } from "./store.ts"

const halfOf = (memory: string): string =>
  memory.replace(/^\s*[\d.]+/, (amount) => String(Number(amount) / 2))

/** The folder of one build: DuckDB's working file, its spill and the growing snapshot; gone when the build is. */
export class Workshop extends Context.Service<
  Workshop,
  { readonly folder: string; readonly file: string; readonly draft: string }
>()("pipeline/Workshop") {
  static readonly layer = Layer.effect(
    Workshop,
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const path = yield* Path.Path
      const { temporary } = yield* Store
      const folder = yield* files.makeTempDirectoryScoped({ directory: temporary, prefix: "build-" })
      return {
        folder,
        file: path.join(folder, "workshop.duckdb"),
        draft: path.join(folder, "snapshot.duckdb")
      }
    })
  )

  /** DuckDB over the workshop's file, with half of OTKLIK_MEMORY: the other half is the engine's. */
  static readonly database = Layer.unwrap(
    Effect.gen(function* () {
      const { file, folder } = yield* Workshop
      const { threads, memory } = yield* Settings
      return DuckDb.layer({ path: file, threads, memory: halfOf(memory), temporary: `${folder}/spill` })
    })
  )
}
