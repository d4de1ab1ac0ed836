import { Context, Effect, FileSystem, Layer, Path } from "effect"
import { Settings } from "../settings.ts"

/** Where everything lies in a store: pure paths, nothing is read or made. */
export const layout = (root: string, path: Path.Path) => ({
  root,
  landed: path.join(root, "landed"),
  landedMonth: (source: string, month: string) => path.join(root, "landed", source, month),
  quarantine: path.join(root, "quarantine"),
  runs: path.join(root, "runs"),
  directory: path.join(root, "directory", "schools.csv"),
  profiles: path.join(root, "profiles"),
  decisions: path.join(root, "decisions"),
  models: path.join(root, "models"),
  sources: path.join(root, "sources.json"),
  snapshots: path.join(root, "snapshots"),
  snapshot: (id: string) => path.join(root, "snapshots", `${id}.duckdb`),
  fit: (id: string) => path.join(root, "snapshots", `${id}.fit`),
  manifest: (id: string) => path.join(root, "snapshots", `${id}.json`),
  current: path.join(root, "current"),
  published: path.join(root, "snapshots", "published.ndjson"),
  pins: path.join(root, "snapshots", "pins.json"),
  proposal: path.join(root, "proposal.json"),
  people: path.join(root, "people"),
  lock: path.join(root, "build.lock"),
  temporary: path.join(root, "tmp"),
  secret: `${root}.secret`
})

/** The folder that holds all that Otklik knows, with the folders the pipeline writes to already made. */
export class Store extends Context.Service<Store, ReturnType<typeof layout>>()("pipeline/Store") {
  static readonly at = (root: string) =>
    Layer.effect(
      Store,
      Effect.gen(function* () {
        const path = yield* Path.Path
        const files = yield* FileSystem.FileSystem
        const store = layout(path.resolve(root), path)
        for (const folder of [store.landed, store.snapshots, store.temporary]) {
          yield* files.makeDirectory(folder, { recursive: true })
        }
        return store
      })
    )

  static readonly layer = Layer.unwrap(Effect.map(Settings, ({ store }) => Store.at(store)))
}
