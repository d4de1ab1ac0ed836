import { readdir, readFile } from "node:fs/promises"
import { Schema } from "effect"
import { type Kysely, sql } from "kysely"
import { type Migration, Migrator } from "kysely/migration"

/** The database was brought further by a newer program than this one. */
export class DatabaseNewer extends Schema.TaggedError<DatabaseNewer>()("DatabaseNewer", {
  migration: Schema.String
}) {
  override get message() {
    return `The database already holds migration ${this.migration}, which this version of Otklik does not know: update Otklik.`
  }
}

export class MigrationFailed extends Schema.TaggedError<MigrationFailed>()("MigrationFailed", {
  migration: Schema.String,
  cause: Schema.Defect()
}) {
  override get message() {
    return `Migration ${this.migration} failed and was rolled back: ${(this.cause as Error).message}`
  }
}

const table = "otklik_migration"
export const migrationsFolder = new URL("../migrations/", import.meta.url)

/** PGlite takes one statement a call: they end at a semicolon before an empty line. */
const statements = (text: string) => text.split(/;[ \t]*(?:\n[ \t]*\n|\s*$)/).filter((it) => it.trim() !== "")

const load = async (folder: URL): Promise<Record<string, Migration>> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort()
  const read = async (name: string): Promise<[string, Migration]> => {
    const all = statements(await readFile(new URL(name, folder), "utf8"))
    const up = async (db: Kysely<never>) => {
      for (const statement of all) await sql.raw(statement).execute(db)
    }
    return [name.slice(0, -".sql".length), { up }]
  }
  return Object.fromEntries(await Promise.all(names.map(read)))
}

const applied = async (db: Kysely<never>): Promise<ReadonlyArray<string>> => {
  const found = await sql<{ name: string | null }>`select to_regclass(${table})::text as name`.execute(db)
  if (found.rows[0]?.name == null) return []
  const rows = await sql<{ name: string }>`select name from ${sql.table(table)} order by name`.execute(db)
  return rows.rows.map(({ name }) => name)
}

/**
 * Brings a database to the newest of the numbered .sql files, all in one transaction under an advisory lock, so
 * that servers that start together do it once. Rejects with DatabaseNewer, MigrationFailed or the driver's error.
 */
export const migrate = async (db: Kysely<never>, folder: URL): Promise<void> => {
  const known = await load(folder)
  const unknown = (await applied(db)).find((name) => !(name in known))
  if (unknown !== undefined) throw new DatabaseNewer({ migration: unknown })
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(known) },
    migrationTableName: table,
    migrationLockTableName: `${table}_lock`
  })
  const { error, results } = await migrator.migrateToLatest()
  const failed = results?.find(({ status }) => status === "Error")
  if (failed !== undefined) throw new MigrationFailed({ migration: failed.migrationName, cause: error })
  if (error !== undefined) throw error
}
