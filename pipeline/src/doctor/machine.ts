import { DuckDb } from "@otklik/sql/duckdb"
import { postgresVersion } from "@otklik/sql/postgres-probe"
import { Effect, FileSystem, Option, Path } from "effect"
import { statfs } from "node:fs/promises"
import { Settings } from "../settings.ts"
import { Store } from "../warehouse/store.ts"
import { broken, type Finding, orBroken, warning, well } from "./finding.ts"

const GIB = 1024 ** 3

const gib = (bytes: number) => `${(bytes / GIB).toFixed(1)} GiB`

export const node = (version: string): Finding =>
  Number(version.split(".")[0]) >= 24
    ? well("Node", version)
    : broken(
        "Node",
        version,
        "Run «npm ci» and start with «npm run -s otklik»: the right Node comes with it."
      )

const zoneKnown = (zone: string) =>
  Effect.try(() => new Intl.DateTimeFormat("ru", { timeZone: zone }).resolvedOptions().timeZone)

export const timezone = Effect.flatMap(Settings, ({ timezone }) =>
  Effect.map(zoneKnown(timezone), (zone) => well("Time zone", zone))
).pipe(orBroken("Time zone", "Give OTKLIK_TIMEZONE a name such as Europe/Moscow."))

export const writable = Effect.gen(function* () {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const { root, temporary } = yield* Store
  const probe = path.join(temporary, "doctor.probe")
  yield* files.writeFileString(probe, "")
  yield* files.remove(probe)
  return well("Store", `${root} can be written`)
}).pipe(orBroken("Store", "Give this user the right to write there, or point OTKLIK_STORE elsewhere."))

export const disk = Effect.gen(function* () {
  const { root } = yield* Store
  const { bavail, bsize } = yield* Effect.tryPromise(() => statfs(root))
  const free = bavail * bsize
  const detail = `${gib(free)} free`
  if (free < 0.2 * GIB) return broken("Disk", detail, "Free some space: an import or a build would fail.")
  return free < 2 * GIB
    ? warning("Disk", detail, "A million messages need about 2 GiB while they are built.")
    : well("Disk", detail)
}).pipe(orBroken("Disk", "Check that the disk of the store is mounted."))

export const duckdb = Effect.gen(function* () {
  const { memory, threads } = yield* Settings
  const { temporary } = yield* Store
  const [row] = yield* DuckDb.use((db) => db.rows("select version() as version")).pipe(
    Effect.provide(DuckDb.layer({ path: ":memory:", threads, memory, temporary: `${temporary}/spill` }))
  )
  return well("DuckDB", `${String(row?.["version"])}, ${memory}, ${threads} threads`)
}).pipe(
  orBroken("DuckDB", "Check OTKLIK_MEMORY (for example 1GiB) and OTKLIK_THREADS, then run «npm ci» again.")
)

/** Without DATABASE_URL people's decisions lie in the store, which the server alone opens. */
export const database = Effect.gen(function* () {
  const { database } = yield* Settings
  if (Option.isNone(database)) return well("Database", "PGlite in the store, opened by the server")
  const version = yield* postgresVersion(database.value)
  const detail = `PostgreSQL ${Math.floor(version / 10_000)}.${version % 10_000}`
  return version >= 150_000
    ? well("Database", detail)
    : broken("Database", detail, "PostgreSQL 15 or newer is needed.")
}).pipe(
  Effect.catchTag("PostgresUnreachable", ({ reason }) =>
    Effect.succeed(
      broken("Database", reason, "Check DATABASE_URL and that the server runs; or unset it to use PGlite.")
    )
  )
)
