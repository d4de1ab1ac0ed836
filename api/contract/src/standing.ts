import type { Decision } from "./decisions.ts"
import { type Bond, Bonds } from "./bonds.ts"
import type { MessageId, ThemeId, Verdict } from "./vocabulary.ts"

type Of<K extends Decision["kind"]> = Extract<Decision, { readonly kind: K }>

/** Decision `seq` does not hold because decision `against` says otherwise. */
export interface Contradiction {
  readonly seq: number
  readonly against: number
  readonly sentence: string
}

/** Where a message must be: a theme, or null for the new theme of the split `seq`. */
export interface Placement {
  readonly seq: number
  readonly message: MessageId
  readonly theme: ThemeId | null
  /** the theme that a split takes it out of */
  readonly from: ThemeId | null
}

/** What holds of all decisions; themes that were merged away are named by the theme they became part of. */
export interface Standing {
  readonly together: ReadonlyArray<Of<"must_link">>
  readonly apart: ReadonlyArray<Of<"cannot_link">>
  readonly placed: ReadonlyArray<Placement>
  /** names of the new themes that splits make, by the split */
  readonly parted: ReadonlyMap<number, string>
  readonly locked: ReadonlyMap<ThemeId, number>
  readonly forbidden: ReadonlyArray<Of<"forbid_merge">>
  readonly titles: ReadonlyMap<ThemeId, { readonly seq: number; readonly title: string }>
  readonly verdicts: ReadonlyMap<MessageId, { readonly seq: number; readonly verdict: Verdict }>
  readonly themeVerdicts: ReadonlyMap<ThemeId, { readonly seq: number; readonly verdict: Verdict }>
  /** person-weeks */
  readonly efforts: ReadonlyMap<ThemeId, { readonly seq: number; readonly weeks: number }>
  /** each theme that was merged away, and the last theme it became part of */
  readonly merged: ReadonlyMap<ThemeId, { readonly seq: number; readonly into: ThemeId }>
  readonly contradictions: ReadonlyArray<Contradiction>
}

const bySeq = (decisions: ReadonlyArray<Decision>) => decisions.toSorted((a, b) => a.seq - b.seq)

/** All that no later decision undoes; an undo can itself be undone. */
export const effective = (decisions: ReadonlyArray<Decision>): ReadonlyArray<Decision> => {
  const undone = new Set<number>()
  return bySeq(decisions)
    .toReversed()
    .filter((decision) => {
      if (undone.has(decision.seq)) return false
      if (decision.kind === "undo" && decision.undoes < decision.seq) undone.add(decision.undoes)
      return decision.kind !== "undo"
    })
    .toReversed()
}

const said = ({ kind, seq }: Decision, against: Decision): Contradiction => ({
  seq,
  against: against.seq,
  sentence: `Decision ${seq} (${kind}) does not hold: decision ${against.seq} (${against.kind}) says otherwise`
})

/** What people decided of whole themes, folded in the order of time. */
class Themes {
  readonly into = new Map<ThemeId, { readonly decision: Of<"merge">; readonly into: ThemeId }>()
  readonly locks = new Map<ThemeId, Of<"lock">>()
  readonly titles = new Map<ThemeId, Of<"rename">>()
  readonly verdicts = new Map<ThemeId, Of<"theme_verdict">>()
  readonly efforts = new Map<ThemeId, Of<"effort">>()
  readonly forbidden: Array<Of<"forbid_merge">> = []

  /** The theme that a theme is now. */
  readonly now = (theme: ThemeId): ThemeId => {
    let found = theme
    for (let next = this.into.get(found); next !== undefined; next = this.into.get(found)) found = next.into
    return found
  }

  /** Takes one decision in; gives the earlier one that it contradicts. */
  take(decision: Decision): Decision | undefined {
    if (decision.kind === "merge") return this.#merge(decision)
    if (decision.kind === "lock") this.locks.set(this.now(decision.theme), decision)
    if (decision.kind === "rename") this.titles.set(this.now(decision.theme), decision)
    if (decision.kind === "theme_verdict") this.verdicts.set(this.now(decision.theme), decision)
    if (decision.kind === "effort") this.efforts.set(this.now(decision.theme), decision)
    if (decision.kind === "forbid_merge") return this.#forbid(decision)
    return undefined
  }

  #merge(decision: Of<"merge">): Decision | undefined {
    const [from, into] = [this.now(decision.from), this.now(decision.into)]
    if (from === into) return undefined
    const against = this.locks.get(from) ?? this.forbidden.find((pair) => this.#are(pair, from, into))
    if (against !== undefined) return against
    this.into.set(from, { decision, into })
    this.titles.delete(from)
    this.verdicts.delete(from)
    this.efforts.delete(from)
    return undefined
  }

  #forbid(decision: Of<"forbid_merge">): Decision | undefined {
    if (decision.a === decision.b) return undefined
    if (this.now(decision.a) === this.now(decision.b)) return this.#joining(decision.a, decision.b)
    this.forbidden.push(decision)
    return undefined
  }

  /** The last of the mergers that made one theme of two. */
  #joining(a: ThemeId, b: ThemeId): Decision | undefined {
    const steps: Array<Of<"merge">> = []
    for (const theme of [a, b])
      for (let next = this.into.get(theme); next !== undefined; next = this.into.get(next.into))
        steps.push(next.decision)
    return steps.sort((x, y) => y.seq - x.seq)[0]
  }

  #are({ a, b }: Of<"forbid_merge">, x: ThemeId, y: ThemeId): boolean {
    const [p, q] = [this.now(a), this.now(b)]
    return (p === x && q === y) || (p === y && q === x)
  }
}

/** Folds what concerns whole themes; where a later decision contradicts an earlier one, the fold begins anew without it. */
const themesOf = (decisions: ReadonlyArray<Decision>, contradictions: Array<Contradiction>): Themes => {
  const dropped = new Set<number>(contradictions.map(({ seq }) => seq))
  const themes = new Themes()
  for (const decision of decisions) {
    if (dropped.has(decision.seq)) continue
    const against = themes.take(decision)
    if (against === undefined) continue
    contradictions.push(said(against, decision))
    return themesOf(decisions, contradictions)
  }
  return themes
}

const bondOf = (decision: Decision, now: Themes["now"]): ReadonlyArray<Bond> => {
  const { seq } = decision
  switch (decision.kind) {
    case "must_link":
      return [{ kind: "link", seq, a: decision.a, b: decision.b }]
    case "cannot_link":
      return [{ kind: "part", seq, a: decision.a, b: decision.b }]
    case "pin":
      return [{ kind: "place", seq, message: decision.message, theme: now(decision.theme), from: null }]
    case "split": {
      const theme = decision.into === undefined ? null : now(decision.into)
      const from = now(decision.theme)
      return decision.messages.map((message): Bond => ({ kind: "place", seq, message, theme, from }))
    }
    default:
      return []
  }
}

/** Keeps what concerns single messages, the newest first: an older decision that no longer fits gives way. */
const bondsOf = (decisions: ReadonlyArray<Decision>, now: Themes["now"], found: Array<Contradiction>) => {
  const known = new Map(decisions.map((decision) => [decision.seq, decision]))
  const bonds = new Bonds()
  const reported = new Set<string>()
  for (const decision of decisions.toReversed())
    for (const bond of bondOf(decision, now)) {
      const against = known.get(bonds.add(bond) ?? 0)
      if (against === undefined || reported.has(`${decision.seq} ${against.seq}`)) continue
      reported.add(`${decision.seq} ${against.seq}`)
      found.push(said(decision, against))
    }
  return bonds
}

const partedOf = (decisions: ReadonlyArray<Decision>): Standing["parted"] =>
  new Map(
    decisions.flatMap((one) =>
      one.kind === "split" && one.title !== undefined ? [[one.seq, one.title.trim()] as const] : []
    )
  )

const verdictsOf = (decisions: ReadonlyArray<Decision>): Standing["verdicts"] =>
  new Map(
    decisions
      .filter((decision) => decision.kind === "verdict")
      .map(({ message, seq, verdict }) => [message, { seq, verdict }])
  )

/**
 * What holds of all decisions: undone ones do not, of two that contradict the later one does, and the earlier is told
 * with both numbers. Independent of the order in which decisions are given.
 */
export const standing = (decisions: ReadonlyArray<Decision>): Standing => {
  const inTime = effective(decisions)
  const contradictions: Array<Contradiction> = []
  const themes = themesOf(inTime, contradictions)
  const bonds = bondsOf(inTime, themes.now, contradictions)
  const holding = new Set(bonds.held.map(({ seq }) => seq))
  const links = inTime.filter(({ seq }) => holding.has(seq))
  return {
    together: links.filter((one) => one.kind === "must_link"),
    apart: links.filter((one) => one.kind === "cannot_link"),
    placed: bonds.held.filter((bond) => bond.kind === "place").toReversed(),
    parted: partedOf(inTime),
    locked: new Map([...themes.locks].map(([theme, { seq }]) => [themes.now(theme), seq])),
    forbidden: themes.forbidden.map((one) => ({ ...one, a: themes.now(one.a), b: themes.now(one.b) })),
    titles: new Map(
      [...themes.titles].map(([theme, { seq, title }]) => [theme, { seq, title: title.trim() }])
    ),
    verdicts: verdictsOf(inTime),
    themeVerdicts: new Map(
      [...themes.verdicts].map(([theme, { seq, verdict }]) => [theme, { seq, verdict }])
    ),
    efforts: new Map(
      [...themes.efforts].flatMap(([theme, { seq, weeks }]) =>
        weeks === null ? [] : [[theme, { seq, weeks }]]
      )
    ),
    merged: new Map(
      [...themes.into].map(([from, { decision }]) => [from, { seq: decision.seq, into: themes.now(from) }])
    ),
    contradictions: contradictions.sort((a, b) => a.seq - b.seq || a.against - b.against)
  }
}
