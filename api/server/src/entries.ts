import { type Change, type DecisionId, isHeld } from "@otklik/contract/change"
import type { Entry } from "@otklik/contract/ledger"
import { rowsOf } from "@otklik/sql/ledger/append"
import { aboutOf, undoers } from "@otklik/sql/ledger/present"
import { undosOn } from "@otklik/sql/ledger/read"
import type { Row } from "@otklik/sql/ledger/row"
import type { Scope } from "@otklik/sql/scope"
import type { PeopleTables } from "@otklik/sql/people-tables"
import type { Kysely } from "kysely"

type Db = Kysely<PeopleTables>

/** The rows that chains of undoing among `rows` are about in the end. */
const undoneBy = async (db: Db, rows: ReadonlyArray<Row>, known: Map<DecisionId, Row>): Promise<void> => {
  const wanted = rows.flatMap(({ change }) =>
    change.kind === "undo" && !known.has(change.undoes) ? [change.undoes] : []
  )
  if (wanted.length === 0) return
  const found = await rowsOf(db, wanted)
  for (const row of found) known.set(row.id, row)
  await undoneBy(db, found, known)
}

/** A split of thousands is told by its first messages and their number: it is shown wherever its theme is. */
const most = 100

const toldOf = (change: Change, scope: Scope): Pick<Entry, "change" | "messages"> => {
  if (change.kind !== "split") return { change }
  const { messages } = change
  const told = scope === "all" ? messages.slice(0, most) : []
  return { change: { ...change, messages: told }, messages: messages.length }
}

const entryOf = (row: Row, undoneBy: Entry["undoneBy"], pending: boolean, scope: Scope): Entry => {
  const { at, before, by, change, id, reason, sequence, snapshot, subject, version } = row
  const told = { sequence, id, at: at.toISOString(), by, subject, version, snapshot, reason, before }
  return { ...told, ...toldOf(change, scope), undoneBy, pending }
}

/** Rows as the contract tells them; those after `decided` that builds hold are pending. */
export const entriesOf = async (
  db: Db,
  rows: ReadonlyArray<Row>,
  decided: number,
  scope: Scope
): Promise<ReadonlyArray<Entry>> => {
  const undos = await undosOn(db, [...new Set(rows.map(({ subject }) => subject))])
  const known = new Map<DecisionId, Row>([...rows, ...undos].map((row) => [row.id, row]))
  await undoneBy(db, rows, known)
  const by = undoers(undos)
  return rows.map((row) => {
    const undone = by.get(row.id) ?? null
    const about = aboutOf(row, known)
    const held = about !== null && isHeld(about)
    return entryOf(row, undone, held && undone === null && row.sequence > decided, scope)
  })
}
