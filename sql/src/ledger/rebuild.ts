import { type Kysely, sql } from "kysely"
import type { PeopleTables } from "../people-tables.ts"
import { keepPresents, readHead } from "./append.ts"
import { apply, fold, type Present } from "./present.ts"
import { readPage } from "./read.ts"
import type { Row } from "./row.ts"

type Db = Kysely<PeopleTables>

const page = 5_000

interface Place {
  readonly subject: string
  readonly version: number
}

/** Rows by subject and version, after a place. */
const readBySubject = async (db: Db, after: Place | null): Promise<ReadonlyArray<Row>> => {
  const from =
    after === null
      ? sql<boolean>`true`
      : sql<boolean>`(subject, version) > (${after.subject}, ${after.version})`
  return readPage(
    db,
    db.selectFrom("ledger").selectAll().where(from).orderBy("subject").orderBy("version").limit(page)
  )
}

const replayed = (subject: string, rows: ReadonlyArray<Row>): Present =>
  rows.some(({ change }) => change.kind === "undo")
    ? fold(subject, rows)
    : rows.reduce<Present | undefined>((before, row) => apply(before, subject, row), undefined)!

/** Every subject by the replay of all that was decided of it, in batches by name. */
export async function* replay(db: Db): AsyncGenerator<ReadonlyArray<Present>> {
  let held: ReadonlyArray<Row> = []
  let after: Place | null = null
  for (;;) {
    const rows: ReadonlyArray<Row> = await readBySubject(db, after)
    const bySubject = Map.groupBy([...held, ...rows], ({ subject }) => subject)
    const last = rows.length === page ? rows.at(-1)! : null
    held = last === null ? [] : (bySubject.get(last.subject) ?? [])
    if (last !== null) bySubject.delete(last.subject)
    yield [...bySubject].map(([subject, all]) => replayed(subject, all))
    if (last === null) return
    after = last
  }
}

/** Makes what holds anew from the ledger, in one transaction that nobody writes beside; gives the number of subjects. */
export const rebuild = (db: Db): Promise<number> =>
  db.transaction().execute(async (tx) => {
    await readHead(tx, true)
    await tx.deleteFrom("present").execute()
    let subjects = 0
    for await (const presents of replay(tx)) {
      if (presents.length > 0) await keepPresents(tx, presents)
      subjects += presents.length
    }
    return subjects
  })
