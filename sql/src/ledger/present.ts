import { type Change, type DecisionId, traitOf } from "@otklik/contract/change"
import type { State } from "@otklik/contract/ledger"
import type { Row } from "./row.ts"

type Mutable<A> = { -readonly [K in keyof A]: A[K] }

/** What holds of a subject, beside what people are shown: themes that it must never become one with. */
export type Holding = Omit<State, "subject" | "version"> & { readonly apart?: ReadonlyArray<string> }

/** The ledger folded for one subject. */
export interface Present {
  readonly subject: string
  /** decisions on it so far */
  readonly version: number
  readonly state: Holding
  /** the version at which each trait was last set */
  readonly touched: Readonly<Record<string, number>>
}

export type Made = Pick<Row, "at" | "by" | "change" | "id" | "version">

const without = <A>(list: ReadonlyArray<A> | undefined, one: A) => (list ?? []).filter((it) => it !== one)
const including = <A extends string>(list: ReadonlyArray<A> | undefined, one: A) =>
  [...without(list, one), one].sort()

/** Leaves out what is undefined, null or an empty list: what nobody decided is absent. */
const tidy = (state: Record<string, unknown>): Holding =>
  Object.fromEntries(
    Object.entries(state).filter(
      ([, value]) => value != null && !(Array.isArray(value) && value.length === 0)
    )
  )

type Setter<K extends Change["kind"]> = (
  state: Holding,
  change: Extract<Change, { readonly kind: K }>,
  made: Made
) => Mutable<Partial<Record<keyof Holding, unknown>>>

const setters: { readonly [K in Change["kind"]]?: Setter<K> } = {
  verdict: (_, { verdict }) => ({ verdict }),
  reading: (_, { verdict }) => ({ verdict }),
  theme_verdict: (_, { verdict }) => ({ verdict }),
  pin: (_, { theme }) => ({ theme }),
  merge: (_, { into }) => ({ merged: into }),
  tag_merge: (_, { into }) => ({ merged: into }),
  rename: (_, { title }) => ({ title: title.trim() }),
  lock: () => ({ locked: true }),
  forbid_merge: ({ apart }, { b }) => ({ apart: including(apart, b) }),
  tag: ({ tags }, { tag }) => ({ tags: including(tags, tag) }),
  untag: ({ tags }, { tag }) => ({ tags: without(tags, tag) }),
  note: ({ notes }, { mentions = [], text }, { at, by, id }) => ({
    notes: [...(notes ?? []), { id, by, at: at.toISOString(), text, mentions }]
  }),
  link: ({ links }, { title = null, url }, { at, by, id }) => ({
    links: [...(links ?? []), { id, by, at: at.toISOString(), url, title }]
  }),
  stage: (_, { stage }) => ({ stage }),
  assign: (_, { person }) => ({ assignee: person }),
  effort: (_, { days }) => ({ effort: days }),
  weight: (_, { weight }) => ({ weight }),
  watch: ({ watchers }, { on }, { by }) => ({
    watchers: on ? including(watchers, by) : without(watchers, by)
  }),
  tag_new: () => ({ defined: true }),
  proposal: ({ changes }, { accept, theme }) =>
    theme === undefined ? { accepted: accept } : { changes: { ...changes, [theme]: accept } },
  model: (_, { hash }) => ({ model: hash })
}

const set = (state: Holding, made: Made): Holding => {
  const setter = setters[made.change.kind] as Setter<Change["kind"]> | undefined
  return setter === undefined ? state : tidy({ ...state, ...setter(state, made.change as never, made) })
}

/** What is left of some decisions when those that a later one undoes are gone, and the undoing itself. */
export const effective = <A extends { readonly change: Change; readonly id: DecisionId }>(
  decisions: ReadonlyArray<A>
): ReadonlyArray<A> => {
  const undone = new Set<DecisionId>()
  return decisions
    .toReversed()
    .filter(({ change, id }) => {
      if (undone.has(id)) return false
      if (change.kind === "undo") undone.add(change.undoes)
      return change.kind !== "undo"
    })
    .toReversed()
}

/** The verdict that holds after some decisions on one subject, and who gave it. */
export const judgement = <A extends { readonly change: Change; readonly id: DecisionId }>(
  decisions: ReadonlyArray<A>
): (A & { readonly change: Judged }) | undefined =>
  effective(decisions).findLast((it): it is A & { readonly change: Judged } => isJudged(it.change))

type Judged = Extract<Change, { readonly kind: "verdict" | "reading" }>
const isJudged = ({ kind }: Change) => kind === "verdict" || kind === "reading"

/** The decision that undid each one and holds itself. */
export const undoers = (
  decisions: ReadonlyArray<Pick<Row, "change" | "id">>
): ReadonlyMap<DecisionId, DecisionId> => {
  const found = new Map<DecisionId, DecisionId>()
  for (const { change, id } of decisions.toReversed())
    if (change.kind === "undo" && !found.has(id)) found.set(change.undoes, id)
  return found
}

/** The change that a decision is about in the end: an undo is about what it undoes, through any number of them. */
export const aboutOf = (
  decision: Pick<Row, "change">,
  known: ReadonlyMap<DecisionId, Pick<Row, "change">>
) => {
  let { change } = decision
  while (change.kind === "undo") {
    const undone = known.get(change.undoes)
    if (undone === undefined) return null
    change = undone.change
  }
  return change
}

const touchedBy = (trait: string | null, version: number, before: Present["touched"]) =>
  trait === null ? before : { ...before, [trait]: version }

/** A subject after one more decision on it that undoes none. */
export const apply = (before: Present | undefined, subject: string, made: Made): Present => {
  const { change, version } = made
  const trait = change.kind === "undo" ? null : traitOf(change)
  return {
    subject,
    version,
    state: set(before?.state ?? {}, made),
    touched: touchedBy(trait, version, before?.touched ?? {})
  }
}

/** A subject by all decisions on it, in their order: at least one. */
export const fold = (subject: string, decisions: ReadonlyArray<Made>): Present => {
  const known = new Map(decisions.map((made) => [made.id, made]))
  const touched = decisions.reduce<Present["touched"]>((before, made) => {
    const about = aboutOf(made, known)
    return about === null ? before : touchedBy(traitOf(about), made.version, before)
  }, {})
  return {
    subject,
    version: decisions.at(-1)!.version,
    state: effective(decisions).reduce(set, {}),
    touched
  }
}
