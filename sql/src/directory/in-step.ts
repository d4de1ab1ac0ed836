import { sql, type Transaction } from "kysely"
import { createHash } from "node:crypto"
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import type { PeopleTables } from "../people-tables.ts"
import { applyDirectory, compareDirectory, type DirectoryChange, readSchools } from "./keep-directory.ts"
import { readDirectory, writeDirectory } from "./read-directory.ts"

type Tx = Transaction<PeopleTables>
type Doing<A> = (tx: Tx) => Promise<A>

const setting = "directory"
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex")

const textOf = (path: string): string | null => {
  try {
    return readFileSync(path, "utf8")
  } catch {
    return null
  }
}

const note = (tx: Tx, text: string) => {
  const value = JSON.stringify({ hash: hashOf(text) })
  return tx
    .insertInto("setting")
    .values({ name: setting, value })
    .onConflict((it) => it.column("name").doUpdateSet({ value }))
    .execute()
}

/** The file is the build's input, and importing messages writes it too: where it is not as we left it, it is newer than we are. */
const takeIn = async (tx: Tx, path: string) => {
  const text = textOf(path)
  if (text === null) return
  const known = await tx.selectFrom("setting").select("value").where("name", "=", setting).executeTakeFirst()
  if ((known?.value as { hash?: string } | undefined)?.hash === hashOf(text)) return
  const { schools } = readDirectory(text)
  await applyDirectory(tx, await compareDirectory(tx, { schools, assignments: [], faults: [] }))
  await note(tx, text)
}

const give = async (tx: Tx, path: string) => {
  const text = writeDirectory(await readSchools(tx))
  if (text === textOf(path)) return
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.new`, text)
  renameSync(`${path}.new`, path)
  await note(tx, text)
}

/** Where a store keeps the directory for its builds. */
export const directoryIn = (store: string): string => `${store}/directory/schools.csv`

/** Reads the directory, in step with its file; whoever does so at the same moment waits. */
export const inStep =
  <A>(store: string, run: Doing<A>): Doing<A> =>
  async (tx) => {
    await sql`select pg_advisory_xact_lock(5218)`.execute(tx)
    await takeIn(tx, directoryIn(store))
    return run(tx)
  }

/** Changes the directory and writes its file, which the next build reads. */
export const changedInStep = <A>(store: string, run: Doing<A>): Doing<A> =>
  inStep(store, async (tx) => {
    const made = await run(tx)
    await give(tx, directoryIn(store))
    return made
  })

/** What importing a file did to the directory, or would do. */
export interface Imported extends DirectoryChange {
  readonly rows: number
  readonly applied: boolean
}

/** Imports schools or assignments from CSV unless it is only tried or a row cannot be read. */
export const importedInStep = (store: string, csv: string, dry: boolean): Doing<Imported> =>
  inStep(store, async (tx) => {
    const read = readDirectory(csv)
    const change = await compareDirectory(tx, read)
    const applied = !dry && change.faults.length === 0
    if (applied) {
      await applyDirectory(tx, change)
      await give(tx, directoryIn(store))
    }
    return { ...change, rows: read.schools.length + read.assignments.length + read.faults.length, applied }
  })
