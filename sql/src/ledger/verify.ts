import type { Kysely } from "kysely"
import type { PeopleTables } from "../people-tables.ts"
import { readHead } from "./append.ts"
import { readOn } from "./read.ts"
import { genesis, hashOf, type Row } from "./row.ts"

type Db = Kysely<PeopleTables>

/** What is wrong with the first row that does not fit its chain. */
export interface Broken {
  readonly sequence: number
  readonly reason: "changed" | "missing" | "unlinked" | "cut"
}

/** How many rows were read, and the first that is not as it was written; null where the chain is whole. */
export interface Verified {
  readonly rows: number
  readonly broken: Broken | null
}

const page = 5_000

const fault = (row: Row, sequence: number, previous: string): Broken | null => {
  if (row.sequence !== sequence) return { sequence, reason: "missing" }
  if (row.previous !== previous) return { sequence, reason: "unlinked" }
  const { hash, ...rest } = row
  return hashOf(rest) === hash ? null : { sequence, reason: "changed" }
}

/** Pages of the ledger in order, each asked for while the one before is looked at. */
async function* pages(db: Db): AsyncGenerator<ReadonlyArray<Row>> {
  let last = 0
  let asked = readOn(db, last, page)
  for (;;) {
    const rows = await asked
    last = rows.at(-1)?.sequence ?? last
    if (rows.length < page) return yield rows
    asked = readOn(db, last, page)
    asked.catch(() => undefined)
    yield rows
  }
}

/** Reads the whole ledger in pages and follows its chain from the first row to the end that the last writer noted. */
export const verify = async (db: Db): Promise<Verified> => {
  const head = await readHead(db)
  let [rows, previous] = [0, genesis]
  for await (const next of pages(db)) {
    for (const row of next.slice(0, Math.max(0, head.sequence - rows))) {
      const broken = fault(row, ++rows, previous)
      if (broken !== null) return { rows, broken }
      previous = row.hash
    }
    if (rows >= head.sequence) break
  }
  const cut = rows < head.sequence || previous !== head.hash
  return { rows, broken: cut ? { sequence: rows + 1, reason: "cut" } : null }
}
