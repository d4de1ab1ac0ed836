import { applyDirectory, compareDirectory, readSchools } from "@otklik/sql/directory/keep-directory"
import { readDirectory, writeDirectory } from "@otklik/sql/directory/read-directory"
import type { PeopleTables } from "@otklik/sql/people-tables"
import { Effect } from "effect"
import type { Transaction } from "kysely"
import { createHash } from "node:crypto"
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { Place } from "../place.ts"
import { rememberedWithin } from "../people-memory.ts"

type Tx = Transaction<PeopleTables>

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

/** The file is the build's input, and importing writes it too: where it is not as we left it, it is newer than we are. */
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

/** Reads the directory, in step with its file. */
export const inDirectory = <A>(operation: string, run: (tx: Tx) => Promise<A>) =>
  Effect.flatMap(Place, ({ store }) =>
    rememberedWithin(operation, "all", async (tx) => {
      await takeIn(tx, join(store, "directory", "schools.csv"))
      return run(tx)
    })
  )

/** Changes the directory and writes its file, which the next build reads. */
export const changeDirectory = <A>(operation: string, run: (tx: Tx) => Promise<A>) =>
  Effect.flatMap(Place, ({ store }) =>
    inDirectory(operation, async (tx) => {
      const made = await run(tx)
      await give(tx, join(store, "directory", "schools.csv"))
      return made
    })
  )
