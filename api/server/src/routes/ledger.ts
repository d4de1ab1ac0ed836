import type { Change } from "@otklik/contract/change"
import { changes, decide, decisions, type Proposed, states, undo } from "@otklik/contract/ledger"
import type { ThemeId } from "@otklik/contract/vocabulary"
import { presentsOf, rowsOf, rowsOn } from "@otklik/sql/ledger/append"
import { aboutOf } from "@otklik/sql/ledger/present"
import { readLedger } from "@otklik/sql/ledger/read"
import type { Row } from "@otklik/sql/ledger/row"
import { Effect } from "effect"
import type { Actor } from "../actor.ts"
import { placeOf, cursorTo } from "../cursor.ts"
import { allowed, mayUndo } from "../deciding.ts"
import { changing, fromStore } from "../endpoint.ts"
import { badQuery, foreignCursor, noSuchDecision, noSuchMessage, notAllowed } from "../failures.ts"
import { fingerprint } from "../fingerprint.ts"
import { Ledger } from "../ledger.ts"
import { dueFor } from "../second-readings.ts"
import { Snapshots } from "../snapshots.ts"
import { proposalsThere } from "./proposals.ts"

type Named = Exclude<Change, { readonly kind: "undo" }>

/** Fails unless the actor may undo these; a foreign school's decisions are not there for them. */
const undoable = Effect.fnUntraced(function* (actor: Actor, undone: ReadonlyArray<string>) {
  if (undone.length === 0) return
  const ledger = yield* Ledger
  const known = yield* ledger.query("read what is undone", async (db) => {
    const rows = await rowsOf(db, undone)
    const all = await rowsOn(db, [...new Set(rows.map(({ subject }) => subject))])
    return new Map(all.map((row) => [row.id, row]))
  })
  for (const id of undone) {
    const row = [...known.values()].find((it) => it.id === id)
    const about = row === undefined ? null : aboutOf(row, known)
    if (row === undefined || about === null) return yield* noSuchDecision
    if (row.school !== null && actor.schools !== "all" && !actor.schools.has(row.school))
      return yield* noSuchMessage
    if (!mayUndo(actor, row.by, about, row.school)) return yield* notAllowed
  }
})

/** Records what somebody proposes where the policy lets them, all or none. */
export const record = Effect.fnUntraced(function* (actor: Actor, proposed: ReadonlyArray<Proposed>) {
  const ledger = yield* Ledger
  const { presents } = yield* ledger.now
  const named = proposed.flatMap(({ change }) => (change.kind === "undo" ? [] : [change as Named]))
  const undone = proposed.flatMap(({ change }) => (change.kind === "undo" ? [change.undoes] : []))
  yield* undoable(actor, undone)
  yield* proposalsThere(named)
  const { using } = yield* Snapshots
  const { schools, snapshot } = yield* using((file) =>
    Effect.map(
      allowed(actor, file, named, (theme: ThemeId) => presents.has(theme)),
      (schools) => ({ schools, snapshot: file.id })
    )
  )
  const schoolOf = new Map(named.map((change, i) => [change, schools[i] ?? null]))
  const drafts = proposed.map((it) => ({
    ...it,
    by: actor.person,
    snapshot: it.snapshot ?? snapshot,
    school: it.change.kind === "undo" ? null : (schoolOf.get(it.change) ?? null)
  }))
  return { decisions: yield* ledger.write(drafts) }
})

export const decideRoute = changing(decide, ({ actor, body }) => record(actor, body.decisions))

export const undoRoute = changing(undo, ({ actor, body: { id, reason, version }, params }) =>
  record(actor, [
    {
      id,
      change: { kind: "undo", undoes: params.id },
      version,
      ...(reason === undefined ? {} : { reason })
    }
  ])
)

/** Those of some decisions that somebody is told of: none about a message that they may still read blind. */
const toldTo = Effect.fnUntraced(function* (actor: Actor, rows: ReadonlyArray<Row>) {
  const due = yield* dueFor(
    actor,
    rows.map(({ subject }) => subject)
  )
  return rows.filter(({ subject }) => !due.has(subject))
})

export const decisionsRoute = fromStore(
  decisions,
  Effect.fnUntraced(function* ({ actor, query: { cursor, limit, ...wanted }, scope }) {
    const ledger = yield* Ledger
    const bound = { snapshot: "", filters: fingerprint(decisions.url, wanted) }
    const place = yield* placeOf(bound, cursor)
    const before = place === null ? undefined : Number(place)
    if (before !== undefined && !Number.isSafeInteger(before)) return yield* foreignCursor
    const from = { ...wanted, scope, ...(before === undefined ? {} : { before }) }
    const rows = yield* ledger.query("read the ledger", (db) => readLedger(db, from, limit + 1))
    const page = rows.slice(0, limit)
    return {
      last: (yield* ledger.head).sequence,
      items: yield* ledger.entries(yield* toldTo(actor, page), scope),
      next: rows.length > limit ? cursorTo(bound, String(page.at(-1)!.sequence)) : null
    }
  })
)

const most = 200

export const statesRoute = fromStore(
  states,
  Effect.fnUntraced(function* ({ actor, query, scope }) {
    const ledger = yield* Ledger
    const subjects = [...new Set(query.subjects.split(",").map((it) => it.trim()))].filter(Boolean)
    if (subjects.length > most)
      return yield* badQuery({
        ru: `Параметр subjects: не больше ${most} имён за раз`,
        en: `Parameter subjects: at most ${most} names at once`
      })
    const foreign = yield* ledger.foreign(subjects, scope)
    const presents = yield* ledger.query("read states", (db) => presentsOf(db, subjects))
    const due = yield* dueFor(
      actor,
      presents.map(({ subject }) => subject)
    )
    const known = new Map(presents.flatMap((it) => (due.has(it.subject) ? [] : [[it.subject, it] as const])))
    return {
      items: subjects
        .filter((subject) => !foreign.has(subject))
        .map((subject) => ({
          subject,
          version: known.get(subject)?.version ?? 0,
          ...known.get(subject)?.state
        }))
    }
  })
)

const told = 500

export const changesRoute = fromStore(
  changes,
  Effect.fnUntraced(function* ({ actor, query: { since }, scope }) {
    const ledger = yield* Ledger
    const { presents } = yield* ledger.now
    const rows = yield* ledger.query("read changes", (db) => readLedger(db, { since, scope }, told + 1))
    const others = yield* toldTo(
      actor,
      rows.slice(0, told).filter(({ by }) => by !== actor.person)
    )
    const bySubject = Map.groupBy(yield* ledger.entries(others, scope), ({ subject }) => subject)
    return {
      last: (yield* ledger.head).sequence,
      more: rows.length > told,
      subjects: [...bySubject].map(([subject, decisions]) => ({
        subject,
        title: presents.get(subject)?.state.title ?? null,
        decisions
      }))
    }
  })
)
