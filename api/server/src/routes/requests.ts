import type { Proposed } from "@otklik/contract/ledger"
import { moveRequest, request, type Request, transition } from "@otklik/contract/requests"
import { Stage, type ThemeId } from "@otklik/contract/vocabulary"
import { presentsOf } from "@otklik/sql/ledger/append"
import { readLedger } from "@otklik/sql/ledger/read"
import type { Row } from "@otklik/sql/ledger/row"
import type { Scope } from "@otklik/sql/scope"
import { Effect } from "effect"
import { changing, fromStore } from "../endpoint.ts"
import { noSuchTheme } from "../failures.ts"
import { Ledger } from "../ledger.ts"
import { rememberedWithin } from "../people-memory.ts"
import { Snapshots } from "../snapshots.ts"
import { record } from "./ledger.ts"

const most = 100

const transitionsFrom = (stage: Stage): Request["transitions"] =>
  Stage.literals
    .map((to) => ({ stage: to, way: transition(stage, to) }))
    .filter(({ way }) => way !== "never")
    .map(({ stage: to, way }) => ({ stage: to, reason: way === "reasoned" }))

const exists = Effect.fnUntraced(function* (theme: ThemeId) {
  const { using } = yield* Snapshots
  const rows = yield* using((file) =>
    file.query((db) => db.selectFrom("themes").select("theme").where("theme", "=", theme).execute())
  )
  return rows.length > 0
})

/** The themes that some splits made, as far as the snapshot that is served has them. */
const partedBy = Effect.fnUntraced(function* (rows: ReadonlyArray<Row>) {
  const splits = rows.filter(({ change }) => change.kind === "split").map(({ sequence }) => sequence)
  if (splits.length === 0) return []
  const { using } = yield* Snapshots
  const made = yield* using((file) =>
    file.query((db) =>
      db
        .selectFrom("theme_decisions")
        .innerJoin("themes", "themes.theme", "theme_decisions.theme")
        .select(["theme_decisions.seq as sequence", "themes.theme"])
        .where("theme_decisions.seq", "in", splits)
        .where("holds", "=", true)
        .distinct()
        .orderBy("theme_decisions.seq")
        .execute()
    )
  )
  return made
})

const tell = Effect.fnUntraced(function* (theme: ThemeId, scope: Scope) {
  const ledger = yield* Ledger
  const { present, rows } = yield* rememberedWithin("read a request", scope, async (tx) => ({
    present: (await presentsOf(tx, [theme]))[0],
    rows: await readLedger(tx, { subject: theme, scope }, most)
  }))
  if (present === undefined && !(yield* exists(theme))) return yield* noSuchTheme
  const stage = present?.state.stage ?? "new"
  return {
    theme,
    stage,
    state: { subject: theme, version: present?.version ?? 0, ...present?.state },
    transitions: transitionsFrom(stage),
    history: yield* ledger.entries(rows, scope),
    parted: yield* partedBy(rows)
  }
})

export const requestRoute = fromStore(request, ({ params, scope }) => tell(params.id, scope))

export const moveRequestRoute = changing(
  moveRequest,
  Effect.fnUntraced(function* ({ actor, body: { stage, ...body }, params, scope }) {
    const proposed: Proposed = { ...body, change: { kind: "stage", theme: params.id, stage } }
    yield* record(actor, [proposed])
    return yield* tell(params.id, scope)
  })
)
