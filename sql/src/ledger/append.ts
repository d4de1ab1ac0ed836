import { canonical } from "../canonical.ts"
import { type Kysely, sql, type Transaction } from "kysely"
import type { PeopleTables } from "../people-tables.ts"
import { admit, concerns, type Draft, type Refusal, type World } from "./admit.ts"
import type { Present } from "./present.ts"
import { chained, columnsOf, type Row, rowOf } from "./row.ts"

type Db = Kysely<PeopleTables>
type Tx = Transaction<PeopleTables>

/** Every column of the ledger in the types of `jsonb_to_recordset`. */
const record = sql.raw(
  `sequence bigint, decision uuid, decided_at timestamptz, actor text, kind text, subject text, version integer,
snapshot text, reason text, before jsonb, after jsonb, school text, mentions text[], previous text, hash text`
)
const columns = sql.raw(
  "sequence, decision, decided_at, actor, kind, subject, version, snapshot, reason, before, after, school, mentions, previous, hash"
)

/** Adds rows that are chained already. */
export const insertRows = async (db: Db, rows: ReadonlyArray<Row>): Promise<void> => {
  const json = JSON.stringify(rows.map(columnsOf))
  await sql`insert into ledger (${columns}) overriding system value
select ${columns} from jsonb_to_recordset(${json}::jsonb) as row (${record}) order by sequence`.execute(db)
}

/** Puts what holds of some subjects in the place of what held. */
export const keepPresents = async (db: Db, presents: ReadonlyArray<Present>): Promise<void> => {
  await sql`insert into present (subject, version, state, touched)
select subject, version, state, touched
from jsonb_to_recordset(${JSON.stringify(presents)}::jsonb) as row (subject text, version integer, state jsonb, touched jsonb)
on conflict (subject) do update set version = excluded.version, state = excluded.state, touched = excluded.touched`.execute(
    db
  )
}

/** What holds of some subjects; those that nobody decided of are left out. */
export const presentsOf = async (db: Db, subjects: ReadonlyArray<string>): Promise<ReadonlyArray<Present>> =>
  subjects.length === 0
    ? []
    : ((await db
        .selectFrom("present")
        .selectAll()
        .where("subject", "in", subjects)
        .execute()) as Array<Present>)

/** All decisions on some subjects, in order. */
export const rowsOn = async (db: Db, subjects: ReadonlyArray<string>): Promise<ReadonlyArray<Row>> =>
  subjects.length === 0
    ? []
    : (
        await db
          .selectFrom("ledger")
          .selectAll()
          .where("subject", "in", subjects)
          .orderBy("sequence")
          .execute()
      ).map(rowOf)

/** Decisions by their own ids. */
export const rowsOf = async (db: Db, ids: ReadonlyArray<string>): Promise<ReadonlyArray<Row>> =>
  ids.length === 0
    ? []
    : (await db.selectFrom("ledger").selectAll().where("decision", "in", ids).execute()).map(rowOf)

/** The decision that made a subject's version. */
export const rowAt = async (db: Db, subject: string, version: number): Promise<ReadonlyArray<Row>> =>
  (
    await db
      .selectFrom("ledger")
      .selectAll()
      .where("subject", "=", subject)
      .where("version", "=", version)
      .execute()
  ).map(rowOf)

const worldOf = async (tx: Tx, drafts: ReadonlyArray<Draft>): Promise<World> => {
  const changes = drafts.map(({ change }) => change)
  const undone = await rowsOf(
    tx,
    changes.flatMap((change) => (change.kind === "undo" ? [change.undoes] : []))
  )
  const read = changes.flatMap((change) => (change.kind === "reading" ? [change.message] : []))
  const past = [...new Set([...undone.map(({ subject }) => subject), ...read])]
  const histories = Map.groupBy(await rowsOn(tx, past), ({ subject }) => subject)
  const restored = [...histories.values()].flat().map(({ change }) => change)
  const subjects = [...changes, ...restored].flatMap((change) =>
    change.kind === "undo" ? [] : concerns(change)
  )
  const presents = await presentsOf(tx, [...new Set(subjects)])
  return { histories, presents: new Map(presents.map((it) => [it.subject, it])) }
}

/** A reading may stand in the ledger as the verdict that it became. */
const same = (row: Row, { by, change, reason }: Draft) => {
  const asked = change.kind === "reading" && row.change.kind === "verdict" ? row.change.kind : change.kind
  return (
    canonical([row.by, row.change, row.reason]) ===
    canonical([by, { ...change, kind: asked }, reason ?? null])
  )
}

/** What came of some drafts: their rows, in their order, and those of them that are new; or why none was taken. */
export type Appended = { readonly rows: ReadonlyArray<Row>; readonly fresh: ReadonlyArray<Row> } | Refusal

const take = (
  world: World,
  drafts: ReadonlyArray<Draft>,
  known: ReadonlyMap<string, Row>,
  head: Head,
  at: Date
): Appended => {
  const fresh: Array<Row> = []
  const rows: Array<Row> = []
  for (const draft of drafts) {
    const before = known.get(draft.id) ?? fresh.find(({ id }) => id === draft.id)
    if (before !== undefined && !same(before, draft)) return { why: "reused", draft: draft.id }
    if (before === undefined) {
      const made = admit(world, draft, at)
      if ("why" in made) return made
      const sequence = head.sequence + fresh.length + 1
      fresh.push(chained({ ...made, sequence }, fresh.at(-1)?.hash ?? head.hash))
    }
    rows.push(before ?? fresh.at(-1)!)
  }
  return { rows, fresh }
}

interface Head {
  readonly sequence: number
  readonly hash: string
}

/** The end of the chain; `lock` keeps everyone else from writing until the transaction ends. */
export const readHead = async (db: Db, lock = false): Promise<Head> => {
  const query = db.selectFrom("ledger_head").select(["sequence", "hash"])
  const { hash, sequence } = await (lock ? query.forUpdate() : query).executeTakeFirstOrThrow()
  return { sequence: Number(sequence), hash }
}

const write = async (tx: Tx, fresh: ReadonlyArray<Row>, { presents }: World) => {
  const { hash, sequence } = fresh.at(-1)!
  const changed = [...new Set(fresh.map(({ subject }) => subject))]
  await insertRows(tx, fresh)
  await keepPresents(
    tx,
    changed.map((subject) => presents.get(subject)!)
  )
  await tx
    .updateTable("ledger_head")
    .set({ sequence: String(sequence), hash })
    .execute()
}

/**
 * Writes decisions in one transaction, all or none. Writers wait for each other at the end of the chain, so that it
 * never forks; a decision whose id is known already is answered as it was written then.
 */
export const append = (db: Db, drafts: ReadonlyArray<Draft>, at: Date): Promise<Appended> =>
  db.transaction().execute(async (tx) => {
    const head = await readHead(tx, true)
    const known = new Map(
      (
        await rowsOf(
          tx,
          drafts.map(({ id }) => id)
        )
      ).map((row) => [row.id as string, row])
    )
    const world = await worldOf(tx, drafts)
    const appended = take(world, drafts, known, head, at)
    if ("fresh" in appended && appended.fresh.length > 0) await write(tx, appended.fresh, world)
    return appended
  })
