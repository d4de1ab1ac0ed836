import type { Decision } from "@otklik/contract/decisions"
import { rulingOn } from "@otklik/contract/proposals"
import { effective } from "@otklik/contract/standing"
import { type SnapshotId, ThemeId } from "@otklik/contract/vocabulary"
import { DuckDb } from "@otklik/sql/duckdb"
import { Effect, Option, Stream } from "effect"
import type { Inputs } from "../warehouse/manifest.ts"
import type { Base } from "./base.ts"
import { readDecisions } from "./decisions.ts"
import { lookInto } from "./look-into.ts"
import type { TakenBack } from "./take-back.ts"

type Ruling = Extract<Decision, { readonly kind: "proposal" }>

/** What people decided of one change of themes found anew, as a build holds it. */
export interface Ruled {
  readonly seq: number
  /** the theme that the change is about, null for all of a proposal that is there no more */
  readonly theme: number | null
  readonly holds: boolean
  /** the messages that it moves in this build */
  readonly places: ReadonlyArray<number>
}

/** Where a build starts from once the accepted changes of themes found anew are taken over. */
export interface Adopted extends TakenBack {
  readonly ruled: ReadonlyArray<Ruled>
}

interface Move {
  readonly place: number
  readonly from: number
  readonly to: number
}

const isRuling = (decision: Decision): decision is Ruling => decision.kind === "proposal"

/** The themes whose changes a snapshot tells of, and the messages of each change. */
const movesIn = (snapshot: SnapshotId) =>
  lookInto(
    snapshot,
    Effect.gen(function* () {
      const db = yield* DuckDb
      const rows = yield* db.rows(
        "select theme[2:]::int as theme from looked_at.theme_changes order by theme"
      )
      const moves = new Map(rows.map(({ theme }): [number, Array<Move>] => [Number(theme), []]))
      yield* db
        .batches(
          `select moved.change[2:]::int, landed.rowid::int, coalesce(from_theme[2:]::int, -1), coalesce(to_theme[2:]::int, -1)
           from looked_at.moved_messages as moved
           join raw.landed as landed using (message_id)
           order by landed.rowid`
        )
        .pipe(
          Stream.runForEach(([themes = [], places = [], froms = [], tos = []]) =>
            Effect.sync(() => {
              for (let i = 0; i < places.length; i++)
                moves
                  .get(Number(themes[i]))
                  ?.push({ place: Number(places[i]), from: Number(froms[i]), to: Number(tos[i]) })
            })
          )
        )
      return moves
    })
  )

const idOf = (theme: number) => ThemeId.make(`T${theme}`)

/** The seq that accepts each of some changes; those that are not accepted are left out. */
const acceptedAmong = (rulings: ReadonlyArray<Ruling>, themes: Iterable<number>) =>
  new Map(
    [...themes].flatMap((theme) => {
      const ruling = rulingOn(rulings, idOf(theme))
      return ruling?.accept ? [[theme, ruling.seq] as const] : []
    })
  )

/** The changes that the snapshot before had taken over already, by the decision that it did so for. */
const appliedIn = Effect.fn(function* ({ previous }: Base, decisions: ReadonlyArray<Decision>) {
  if (Option.isNone(previous)) return new Map<SnapshotId, Set<number>>()
  const rows = yield* lookInto(
    previous.value,
    DuckDb.use((db) =>
      db.rows(
        "select seq, theme[2:]::int as theme from looked_at.theme_decisions where kind = 'proposal' and holds"
      )
    )
  )
  const snapshotOf = new Map(decisions.filter(isRuling).map(({ seq, snapshot }) => [seq, snapshot]))
  const found = Option.getOrElse(rows, () => []).flatMap(({ seq, theme }) => {
    const snapshot = snapshotOf.get(Number(seq))
    return snapshot === undefined ? [] : [{ snapshot, theme: Number(theme) }]
  })
  return new Map(
    [...Map.groupBy(found, ({ snapshot }) => snapshot)].map(([snapshot, applied]) => [
      snapshot,
      new Set(applied.map(({ theme }) => theme))
    ])
  )
})

const tell = (snapshot: SnapshotId) =>
  Effect.logWarning(
    `Themes found anew in ${snapshot} are kept no more. What was decided of them and had not been built yet changes nothing; find the themes anew with «otklik build --refit».`
  )

/** What still holds where the proposal's snapshot is there no more: what earlier builds took over stays. */
const ruledWithout = (rulings: ReadonlyArray<Ruling>, applied: ReadonlySet<number>): ReadonlyArray<Ruled> => {
  const held = [...acceptedAmong(rulings, applied)].map(([theme, seq]): Ruled => ({
    seq,
    theme,
    holds: true,
    places: []
  }))
  const waiting = rulings
    .filter(({ accept, seq }) => accept && held.every((one) => one.seq !== seq))
    .map(({ seq, theme }): Ruled => {
      return { seq, theme: theme === undefined ? null : Number(theme.slice(1)), holds: false, places: [] }
    })
  return [...held, ...waiting]
}

/** Moves messages that are still where a change found them; gives those that moved. */
const move = (start: Int32Array, moves: ReadonlyArray<Move>, touched: Set<number>): ReadonlyArray<number> => {
  const moved = moves.filter(({ from, place }) => start[place] === from)
  for (const { from, place, to } of moved) {
    start[place] = to
    touched.add(from).add(to)
  }
  return moved.map(({ place }) => place)
}

/** What came of a proposal by all that people decided: it waits while nothing is said of one of its changes. */
export const rulingOf = Effect.fn("rulingOf")(function* (snapshot: SnapshotId, inputs: Inputs) {
  const said = effective(yield* readDecisions(inputs))
    .filter(isRuling)
    .filter((one) => one.snapshot === snapshot)
  const found = yield* lookInto(
    snapshot,
    DuckDb.use((db) => db.rows("select theme from looked_at.theme_changes where moved > 0"))
  )
  const themes = Option.getOrElse(found, () => []).map(({ theme }) => Number(String(theme).slice(1)))
  const open = themes.some((theme) => rulingOn(said, idOf(theme)) === undefined)
  if (open) return "waiting"
  return acceptedAmong(said, themes).size > 0 ? "accepted" : "rejected"
})

const back = ({ from, place, to }: Move): Move => ({ place, from: to, to: from })

/**
 * The past with the messages of each accepted change where the proposal found them, once, and of each that is accepted
 * no more where they were; the themes that give and take keep their other messages in this build.
 */
export const adopt = Effect.fn("adopt")(function* (
  { past, stays }: TakenBack,
  decisions: ReadonlyArray<Decision>,
  base: Base
) {
  const rulings = Map.groupBy(effective(decisions).filter(isRuling), ({ snapshot }) => snapshot)
  const applied = yield* appliedIn(base, decisions)
  const snapshots = [...new Set([...rulings.keys(), ...applied.keys()])].sort()
  if (past.previous === undefined || snapshots.length === 0)
    return { past, stays, ruled: [] } satisfies Adopted
  const start = past.previous.slice()
  const touched = new Set<number>()
  const ruled: Array<Ruled> = []
  for (const snapshot of snapshots) {
    const said = rulings.get(snapshot) ?? []
    const before = applied.get(snapshot) ?? new Set()
    const found = base.cold ? Option.none() : yield* movesIn(snapshot)
    if (Option.isNone(found)) {
      const left = ruledWithout(said, before)
      if (!base.cold && left.some(({ holds }) => !holds)) yield* tell(snapshot)
      ruled.push(...left)
      continue
    }
    const accepted = acceptedAmong(said, found.value.keys())
    for (const theme of before)
      if (!accepted.has(theme)) move(start, (found.value.get(theme) ?? []).map(back), touched)
    for (const [theme, seq] of accepted) {
      const places = before.has(theme) ? [] : move(start, found.value.get(theme) ?? [], touched)
      ruled.push({ seq, theme, holds: true, places })
    }
  }
  const still = new Set(stays)
  start.forEach((theme, place) => theme >= 0 && touched.has(theme) && still.add(place))
  return {
    past: { ...past, previous: start },
    stays: [...still].filter((place) => start[place] >= 0).sort((a, b) => a - b),
    ruled
  } satisfies Adopted
})
