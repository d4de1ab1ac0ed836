import type { Standing } from "@otklik/contract/standing"
import type { ThemeId, Verdict } from "@otklik/contract/vocabulary"
import type { Constraints } from "../themes/constraints.ts"
import type { Adopted, Ruled } from "./adopt.ts"
import type { Past } from "./past.ts"

/** Where the messages of a finished build are, by permanent numbers. */
export interface Placed {
  /** number of the theme of the message at a place, -1 for none */
  readonly themeAt: (place: number) => number
  readonly lives: (theme: number) => boolean
}

/** What one decision asks of a build; one that does not hold waits for messages or themes that are not there. */
export interface Bound {
  readonly seq: number
  readonly kind: string
  /** the theme it is about, by number */
  readonly theme: number | null
  readonly holds: boolean
  /** whether finished themes keep it */
  readonly kept: (placed: Placed) => boolean
}

/** Decisions as the engine takes them. */
export interface Binding {
  readonly constraints: Constraints
  /** the past with the themes that people merged under one number */
  readonly previous: Int32Array | undefined
  readonly titles: ReadonlyMap<number, string>
  readonly verdicts: Standing["verdicts"]
  /** verdicts that people gave, by number of the theme */
  readonly themeVerdicts: ReadonlyMap<number, Verdict>
  readonly bounds: ReadonlyArray<Bound>
  /** the highest number given, those of new splits included */
  readonly last: number
}

const numberOf = (theme: ThemeId): number => Number(theme.slice(1))

/** Ids of all messages that decisions name. */
export const named = ({ apart, placed, together, verdicts }: Standing): ReadonlyArray<string> => [
  ...new Set([
    ...[...together, ...apart].flatMap(({ a, b }) => [a, b]),
    ...placed.map(({ message }) => message),
    ...verdicts.keys()
  ])
]

/** Decisions in the numbers of one build. */
class Binder {
  readonly bounds: Array<Bound> = []
  readonly previous: Int32Array | undefined
  last: number
  readonly #standing: Standing
  readonly #places: ReadonlyMap<string, number>
  readonly #into: ReadonlyMap<number, number>
  readonly #splits: Map<number, number>
  readonly #alive: ReadonlySet<number>

  constructor(standing: Standing, past: Past, places: ReadonlyMap<string, number>, last: number) {
    this.#standing = standing
    this.#places = places
    this.last = last
    this.#into = new Map(
      [...standing.merged]
        .map(([from, { into }]) => [numberOf(from), numberOf(into)] as const)
        .filter((pair) => Math.max(...pair) <= last)
    )
    this.previous = past.previous?.map(this.#now)
    this.#alive = new Set(this.previous)
    this.#splits = new Map(past.splits)
  }

  readonly #now = (theme: number): number => this.#into.get(theme) ?? theme

  /** The number of a split's new theme: the one it has, else the next. */
  #split(seq: number): number {
    const known = this.#splits.get(seq) ?? ++this.last
    this.#splits.set(seq, known)
    return known
  }

  pinned() {
    return this.#standing.placed.flatMap(({ message, seq, theme }) => {
      const kind = theme === null ? "split" : "pin"
      const at = this.#places.get(message)
      if (at === undefined) return this.#wait(seq, kind, theme === null ? null : numberOf(theme))
      const number = this.#now(theme === null ? this.#split(seq) : numberOf(theme))
      if (number > this.last) return this.#wait(seq, kind, number)
      this.#hold(seq, kind, number, ({ themeAt }) => themeAt(at) === number)
      return [{ message: at, theme: number }]
    })
  }

  together() {
    return this.#standing.together.flatMap(({ a, b, seq }) => this.#pair(seq, "must_link", a, b))
  }

  separate() {
    return this.#standing.apart.flatMap(({ a, b, seq }) => this.#pair(seq, "cannot_link", a, b))
  }

  locked() {
    return [...this.#standing.locked].flatMap(([theme, seq]) => this.#lives(seq, "lock", theme))
  }

  titled() {
    return [...this.#standing.titles].flatMap(([theme, { seq }]) => this.#lives(seq, "rename", theme))
  }

  /** Names that people gave to the new themes of splits. */
  parted() {
    return [...this.#standing.parted].flatMap(([seq, title]) => {
      const number = this.#splits.get(seq)
      return number === undefined ? [] : [[number, title] as const]
    })
  }

  themesJudged() {
    return [...this.#standing.themeVerdicts].flatMap(([theme, { seq }]) =>
      this.#lives(seq, "theme_verdict", theme)
    )
  }

  /** Verdicts of messages, which every build keeps by itself. */
  judged(): void {
    for (const [message, { seq }] of this.#standing.verdicts)
      if (this.#places.has(message)) this.#hold(seq, "verdict", null, () => true)
      else this.#wait(seq, "verdict", null)
  }

  forbidden() {
    return this.#standing.forbidden.flatMap(({ a, b, seq }) => {
      const pair = [numberOf(a), numberOf(b)] as const
      if (!pair.every((theme) => this.#alive.has(theme))) return this.#wait(seq, "forbid_merge", pair[0])
      for (const theme of pair) this.#hold(seq, "forbid_merge", theme, ({ lives }) => lives(theme))
      return [pair]
    })
  }

  /** Themes that messages were split from: they go on without them. */
  sources() {
    return this.#standing.placed
      .flatMap(({ from }) => (from === null ? [] : [numberOf(from)]))
      .filter((theme) => this.#alive.has(theme))
  }

  /** People's own targets of mergers. */
  merged() {
    return [...this.#standing.merged].flatMap(([from, { seq, into }]) => {
      if (!this.#into.has(numberOf(from))) return this.#wait(seq, "merge", numberOf(into))
      this.#hold(seq, "merge", numberOf(into), ({ lives }) => !lives(numberOf(from)))
      return [numberOf(into)]
    })
  }

  /** Changes of themes found anew: their messages are where they were found, unless a decision of their own moves them. */
  ruled(ruled: ReadonlyArray<Ruled>, decided: ReadonlySet<number>): void {
    const { previous } = this
    const kept = (places: ReadonlyArray<number>): Bound["kept"] => {
      const held = places.filter((place) => !decided.has(place) && (previous?.[place] ?? -1) >= 0)
      return ({ themeAt }) => held.every((place) => themeAt(place) === previous![place])
    }
    for (const { holds, places, seq, theme } of ruled)
      if (holds) this.#hold(seq, "proposal", theme, kept(places))
      else this.#wait(seq, "proposal", theme)
  }

  #pair(seq: number, kind: "must_link" | "cannot_link", first: string, second: string) {
    const [a, b] = [this.#places.get(first), this.#places.get(second)]
    if (a === undefined || b === undefined) return this.#wait(seq, kind, null)
    this.#hold(seq, kind, null, ({ themeAt }) =>
      kind === "must_link" ? themeAt(a) === themeAt(b) : themeAt(a) < 0 || themeAt(a) !== themeAt(b)
    )
    return [[a, b] as const]
  }

  #lives(seq: number, kind: string, theme: ThemeId) {
    const number = numberOf(theme)
    if (!this.#alive.has(number)) return this.#wait(seq, kind, number)
    this.#hold(seq, kind, number, ({ lives }) => lives(number))
    return [number]
  }

  #hold(seq: number, kind: string, theme: number | null, kept: Bound["kept"]): void {
    this.bounds.push({ seq, kind, theme, holds: true, kept })
  }

  #wait(seq: number, kind: string, theme: number | null): [] {
    this.bounds.push({ seq, kind, theme, holds: false, kept: () => true })
    return []
  }
}

/** The messages that spoke for a theme hold it where it is, so that it goes on. */
const anchors = (
  themes: ReadonlyArray<number>,
  { quotes }: Past,
  previous: Int32Array | undefined,
  decided: ReadonlySet<number>
) =>
  themes.flatMap((theme) =>
    (quotes.get(theme) ?? [])
      .filter((message) => previous?.[message] === theme && !decided.has(message))
      .map((message) => ({ message, theme }))
  )

/** Messages that stay where they start in this build, unless a decision says otherwise. */
const staying = (
  stays: ReadonlyArray<number>,
  previous: Int32Array | undefined,
  decided: ReadonlySet<number>
) =>
  stays
    .filter((message) => !decided.has(message))
    .map((message) => ({ message, theme: previous?.[message] ?? -1 }))

/** Decisions as the engine takes them; those about what is not there wait, and say so in their bound. */
export const bind = (
  standing: Standing,
  { past, ruled, stays }: Adopted,
  places: ReadonlyMap<string, number>,
  last: number
): Binding => {
  const binder = new Binder(standing, past, places, last)
  const pinned = binder.pinned()
  const [together, separate] = [binder.together(), binder.separate()]
  const [locked, titled, forbidden] = [binder.locked(), binder.titled(), binder.forbidden()]
  const merged = binder.merged()
  const themesJudged = binder.themesJudged()
  binder.judged()
  const decided = new Set([...pinned.map(({ message }) => message), ...together.flat(), ...separate.flat()])
  binder.ruled(ruled, decided)
  const lasting = [
    ...new Set([...locked, ...titled, ...themesJudged, ...forbidden.flat(), ...binder.sources()])
  ].sort((a, b) => a - b)
  const { previous } = binder
  const held = anchors(lasting, past, previous, decided)
  const still = staying(stays, previous, decided)
  const kept = [...lasting, ...merged, ...pinned.map(({ theme }) => theme)]
  return {
    constraints: { pinned: [...pinned, ...held, ...still], together, separate, locked, forbidden, kept },
    previous,
    titles: new Map([
      ...binder.parted(),
      ...[...standing.titles].map(([theme, { title }]) => [numberOf(theme), title] as const)
    ]),
    verdicts: standing.verdicts,
    themeVerdicts: new Map(
      [...standing.themeVerdicts].map(([theme, { verdict }]) => [numberOf(theme), verdict])
    ),
    bounds: binder.bounds.sort((a, b) => a.seq - b.seq || (a.theme ?? 0) - (b.theme ?? 0)),
    last: binder.last
  }
}
