import { type Change, isHeld } from "@otklik/contract/change"
import { presentsOf } from "@otklik/sql/ledger/append"
import type { Present } from "@otklik/sql/ledger/present"
import { readOn, themesAndTags } from "@otklik/sql/ledger/read"
import type { Row } from "@otklik/sql/ledger/row"
import type { PeopleTables } from "@otklik/sql/people-tables"
import type { Kysely } from "kysely"

type Db = Kysely<PeopleTables>

/** What a server holds in memory of all that was decided: enough to lay over a snapshot. */
export interface Projection {
  /** place of the last decision that is known here */
  readonly last: number
  /** place of the last one that shows in the queue or on a theme's page */
  readonly revision: number
  /** themes and tags that anybody decided of */
  readonly presents: ReadonlyMap<string, Present>
  /** decisions that builds hold, and undoings, after the snapshot that was served when this began */
  readonly recent: ReadonlyArray<Row>
}

export const nothing: Projection = { last: 0, revision: 0, presents: new Map(), recent: [] }

const ofTheme = (subject: string) => /^T\d+$/.test(subject)
const listed = (subject: string) => ofTheme(subject) || subject.startsWith("tag:")

const moves: ReadonlySet<Change["kind"]> = new Set(["pin", "split", "must_link", "cannot_link", "undo"])
const shows = ({ change, subject }: Row) => listed(subject) || moves.has(change.kind)

const page = 2_000

/** What was decided since a projection, and the projection after it. */
export interface Followed {
  readonly projection: Projection
  readonly rows: ReadonlyArray<Row>
}

const after = (
  before: Projection,
  rows: ReadonlyArray<Row>,
  presents: ReadonlyArray<Present>
): Projection => ({
  last: rows.at(-1)!.sequence,
  revision: rows.findLast(shows)?.sequence ?? before.revision,
  presents: new Map([...before.presents, ...presents.map((it) => [it.subject, it] as const)]),
  recent: [...before.recent, ...rows.filter(({ change }) => isHeld(change) || change.kind === "undo")]
})

/** Takes in what was decided since; `before` itself where nothing was. */
export const follow = async (db: Db, before: Projection): Promise<Followed> => {
  const rows = await readOn(db, before.last, page)
  if (rows.length === 0) return { projection: before, rows }
  const presents = await presentsOf(db, [...new Set(rows.map(({ subject }) => subject).filter(listed))])
  const projection = after(before, rows, presents)
  if (rows.length < page) return { projection, rows }
  const rest = await follow(db, projection)
  return { projection: rest.projection, rows: [...rows, ...rest.rows] }
}

/** All that holds now; `decided` is the last decision of the snapshot that is served. */
export const begin = async (db: Db, decided: number): Promise<Followed> => {
  const presents = await themesAndTags(db)
  const start = {
    last: decided,
    revision: decided,
    presents: new Map(presents.map((it) => [it.subject, it] as const)),
    recent: []
  }
  return follow(db, start)
}

/** Forgets what the snapshot that is served holds; the same where there is nothing to forget. */
export const since = (projection: Projection, decided: number): Projection => {
  const { recent } = projection
  const held = (recent[0]?.sequence ?? decided + 1) <= decided
  return held ? { ...projection, recent: recent.filter(({ sequence }) => sequence > decided) } : projection
}
