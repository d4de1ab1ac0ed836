import type { Decision } from "@otklik/contract/decisions"
import { effective, standing } from "@otklik/contract/standing"
import type { ThemeId } from "@otklik/contract/vocabulary"
import { DuckDb } from "@otklik/sql/duckdb"
import { Effect, Option, Stream } from "effect"
import { readManifest } from "../warehouse/manifest.ts"
import { lookInto } from "./look-into.ts"
import { type Past, placesOf } from "./past.ts"

type Taken = Extract<Decision, { readonly kind: "merge" | "split" }>

/** A merge or split that the snapshot before holds and that is undone now. */
interface Undone {
  readonly decision: Taken
  /** the theme that it put messages into */
  readonly into: number
}

/** Where a build starts from once mergers and splits are undone, and the messages that stay where they start. */
export interface TakenBack {
  readonly past: Past
  readonly stays: ReadonlyArray<number>
}

/** Of a message that had not landed when the snapshot was made. */
const NEW = -2

const numberOf = (theme: ThemeId): number => Number(theme.slice(1))

const heldBy = (id: string) =>
  lookInto(
    id,
    DuckDb.use((db) =>
      db.rows(
        `select seq, max(theme[2:]::int) as theme from looked_at.theme_decisions
         where kind in ('merge', 'split') and holds group by seq`
      )
    )
  ).pipe(
    Effect.map(Option.map((rows) => new Map(rows.map(({ seq, theme }) => [Number(seq), Number(theme)]))))
  )

const isTaken = (decision: Decision): decision is Taken =>
  decision.kind === "merge" || decision.kind === "split"

/** The latest first, so that what an earlier one changed is taken back on top of it. */
const undoneOf = (decisions: ReadonlyArray<Decision>, held: Held) => {
  const inForce = new Set(effective(decisions).map(({ seq }) => seq))
  return decisions
    .filter(isTaken)
    .filter(({ seq }) => held.has(seq) && !inForce.has(seq))
    .map((decision): Undone => ({ decision, into: held.get(decision.seq)! }))
    .sort((a, b) => b.decision.seq - a.decision.seq)
}

type Held = ReadonlyMap<number, number>

/** The last snapshot on the way to `id` that holds what is asked; none where there is none or the way is broken. */
const lastThat = Effect.fn(function* (id: string, holds: (held: Held) => boolean) {
  let next = Option.some(id)
  while (Option.isSome(next)) {
    const held = yield* heldBy(next.value)
    if (Option.isNone(held)) return Option.none()
    if (holds(held.value)) return Option.some({ id: next.value, held: held.value })
    const manifest = yield* Effect.option(readManifest(next.value))
    next = Option.flatMap(manifest, ({ previous }) => Option.fromNullishOr(previous))
  }
  return Option.none()
})

const splitsAmong = (decisions: ReadonlyArray<Decision>, held: Held) =>
  decisions.flatMap(({ kind, seq }) => {
    const theme = held.get(seq)
    return kind === "split" && theme !== undefined ? [[seq, theme] as const] : []
  })

/** The numbers that splits had whose undo is itself undone. */
const splitsAgain = Effect.fn(function* (past: Past, decisions: ReadonlyArray<Decision>, id: string) {
  const undone = new Set(decisions.flatMap((one) => (one.kind === "undo" ? [one.undoes] : [])))
  const again = effective(decisions).filter(
    ({ kind, seq }) => kind === "split" && undone.has(seq) && !past.splits.has(seq)
  )
  const found = yield* Effect.forEach(again, (one) =>
    Effect.map(
      lastThat(id, (held) => held.has(one.seq)),
      Option.match({ onNone: () => [], onSome: ({ held }) => splitsAmong([one], held) })
    )
  )
  return found.flat()
})

/** The theme of each message in an older snapshot: -1 for none, `NEW` where it had not landed. */
const placesIn = (id: string, messages: number) => {
  const was = new Int32Array(messages).fill(NEW)
  const read = DuckDb.use((db) =>
    db
      .batches(
        `select landed.rowid::int, coalesce(facts.theme[2:]::int, -1)
         from looked_at.facts as facts join raw.landed as landed using (message_id)`
      )
      .pipe(
        Stream.runForEach(([places = [], themes = []]) =>
          Effect.sync(() => {
            for (let i = 0; i < places.length; i++) was[Number(places[i])] = Number(themes[i])
          })
        )
      )
  )
  return lookInto(id, Effect.as(read, was))
}

/** Whether a message goes back to where it was, by its place. */
type GoesBack = (place: number) => boolean

const mergedOnes = (
  { decision, into }: Undone & { readonly decision: Extract<Taken, { readonly kind: "merge" }> },
  decisions: ReadonlyArray<Decision>,
  previous: Int32Array,
  was: Int32Array
): GoesBack => {
  const { from, seq } = decision
  const root = standing(decisions.filter((one) => one.seq < seq)).merged.get(from)?.into ?? from
  const parts = [...standing(decisions).merged].flatMap(([part, { into: whole }]) =>
    whole === root ? [numberOf(part)] : []
  )
  const gone = new Set([numberOf(root), ...parts])
  return (place) => gone.has(was[place]) || (was[place] === NEW && previous[place] === into)
}

const splitOnes = (
  into: number,
  named: ReadonlySet<number>,
  previous: Int32Array,
  was: Int32Array
): GoesBack => {
  const isNew = !was.includes(into)
  return (place) => named.has(place) || (isNew && previous[place] === into)
}

const goesBack = Effect.fn(function* (
  undone: Undone,
  decisions: ReadonlyArray<Decision>,
  previous: Int32Array,
  was: Int32Array
) {
  const { decision, into } = undone
  if (decision.kind === "merge") return mergedOnes({ ...undone, decision }, decisions, previous, was)
  const named = new Set((yield* placesOf(decision.messages)).values())
  return splitOnes(into, named, previous, was)
})

const tell = ({ decision: { kind, seq } }: Undone) =>
  Effect.logWarning(
    `Decision ${seq} (${kind}) is undone, but the snapshot before it is kept no more. Its messages stay where they are; move them by new decisions where that is wrong.`
  )

/**
 * The past with every message of an undone merge or split where it was in the last snapshot before it; what has landed
 * since is placed anew. The themes that give and take keep their other messages.
 */
export const takeBack = Effect.fn("takeBack")(function* (
  past: Past,
  decisions: ReadonlyArray<Decision>,
  id: Option.Option<string>
) {
  const { previous } = past
  if (previous === undefined || Option.isNone(id)) return { past, stays: [] } satisfies TakenBack
  const held = new Map(Option.getOrElse(yield* heldBy(id.value), (): Held => new Map()))
  const start = previous.slice()
  const stays = new Set<number>()
  const splits = [...past.splits, ...(yield* splitsAgain(past, decisions, id.value))]
  const seen = new Set<number>()
  const next = () => undoneOf(decisions, held).find(({ decision }) => !seen.has(decision.seq))
  for (let undone = next(); undone !== undefined; undone = next()) {
    seen.add(undone.decision.seq)
    const older = yield* lastThat(id.value, (known) => !known.has(undone.decision.seq))
    const was = Option.isSome(older) ? yield* placesIn(older.value.id, previous.length) : Option.none()
    if (Option.isNone(older) || Option.isNone(was)) {
      yield* tell(undone)
      continue
    }
    splits.push(...splitsAmong(decisions, older.value.held))
    for (const [seq, theme] of older.value.held) if (!held.has(seq)) held.set(seq, theme)
    const back = yield* goesBack(undone, decisions, previous, was.value)
    const touched = new Set([undone.into])
    for (const place of start.keys()) {
      if (!back(place)) continue
      start[place] = Math.max(-1, was.value[place])
      touched.add(start[place])
    }
    start.forEach((theme, place) => theme >= 0 && touched.has(theme) && stays.add(place))
  }
  return {
    past: { ...past, previous: start, splits: new Map(splits) },
    stays: [...stays].filter((place) => start[place] >= 0).sort((a, b) => a - b)
  } satisfies TakenBack
})
