import { assert, describe, it } from "@effect/vitest"
import { Database } from "@otklik/sql/database"
import { DatabaseNewer, MigrationFailed } from "@otklik/sql/migrations"
import { Effect, Layer, Option, Redacted, Schedule } from "effect"
import { sql } from "kysely"
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { temporaryFolder } from "../fixtures/snapshot.ts"
import { postgres } from "../postgres.ts"

const own = join(import.meta.dirname, "../../sql/migrations")
const server = Effect.acquireRelease(Effect.promise(postgres), ({ stop }) => Effect.promise(stop))

interface Home {
  readonly url: Option.Option<Redacted.Redacted<string>>
  readonly store: string
  readonly folder: string
}

const homeOn = {
  pglite: Effect.map(temporaryFolder, (root) => ({ url: Option.none(), root })),
  postgresql: Effect.map(Effect.all([server, temporaryFolder]), ([{ url }, root]) => ({
    url: Option.some(Redacted.make(url)),
    root
  }))
}

const open = ({ folder, store, url }: Home) =>
  Database.layer({ url, store, pid: process.pid, migrations: pathToFileURL(`${folder}/`) })

const settled = Database.use(({ status }) => status).pipe(
  Effect.repeat({ until: ({ state }) => state !== "opening", schedule: Schedule.spaced("50 millis") })
)
const settledIn = (home: Home) => settled.pipe(Effect.provide(Layer.fresh(open(home))))

for (const kind of ["pglite", "postgresql"] as const)
  describe(kind, () => {
    const home = Effect.map(homeOn[kind], ({ root, url }): Home => {
      const folder = join(root, "migrations")
      cpSync(own, folder, { recursive: true })
      mkdirSync(join(root, "store"))
      return { url, store: join(root, "store"), folder }
    })

    it.live("a failing migration is undone whole, named, and tried again when it is mended", () =>
      Effect.gen(function* () {
        const it = yield* home
        const next = join(it.folder, "9999_next.sql")
        writeFileSync(next, "create table half (a int);\n\nselect 1 / 0;\n")
        const failed = yield* settledIn(it)
        assert.instanceOf(failed.trouble, MigrationFailed)
        assert.include(failed.trouble!.message, "9999_next")
        writeFileSync(next, "create table half (a int);\n")
        assert.deepStrictEqual(yield* settledIn(it), { state: "ready", trouble: null })
      })
    )

    it.live("a database that a newer program changed is left alone and said so", () =>
      Effect.gen(function* () {
        const it = yield* home
        writeFileSync(join(it.folder, "9999_next.sql"), "create table next (a int);\n")
        assert.strictEqual((yield* settledIn(it)).state, "ready")
        rmSync(join(it.folder, "9999_next.sql"))
        const { state, trouble } = yield* settledIn(it)
        assert.strictEqual(state, "down")
        assert.instanceOf(trouble, DatabaseNewer)
        assert.include(trouble!.message, "9999_next")
      })
    )

    it.live("what was decided is there when the database is opened again", () =>
      Effect.gen(function* () {
        const it = yield* home
        const write = Database.use(({ query }) =>
          query("write", (db) =>
            db.insertInto("setting").values({ name: "language", value: '{"ui":"ru"}' }).execute()
          )
        )
        const read = Database.use(({ query }) =>
          query("read", (db) => sql<{ value: unknown }>`select value from setting`.execute(db))
        )
        yield* Effect.andThen(settled, write).pipe(Effect.provide(Layer.fresh(open(it))))
        const { rows } = yield* Effect.andThen(settled, read).pipe(Effect.provide(Layer.fresh(open(it))))
        assert.deepStrictEqual(rows, [{ value: { ui: "ru" } }])
      })
    )
  })

it.live("servers that start together on one PostgreSQL migrate it once", () =>
  Effect.gen(function* () {
    const { root, url } = yield* homeOn.postgresql
    const states = yield* Effect.forEach([1, 2, 3, 4], () => settledIn({ url, store: root, folder: own }), {
      concurrency: 4
    })
    assert.deepStrictEqual(
      states.map(({ state }) => state),
      ["ready", "ready", "ready", "ready"]
    )
  })
)
