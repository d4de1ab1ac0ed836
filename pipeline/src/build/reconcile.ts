import { Effect } from "effect"
import type { Tally } from "../themes/tally.ts"
import { Additions } from "./addition.ts"
import type { Binding } from "./bind.ts"
import { carryOn, type Overlap } from "./carry-on.ts"
import type { Grouping, ThemeDraft } from "./engine.ts"
import { hold } from "./hold.ts"
import type { Repeated } from "./repeat.ts"
import { step, type Travelled } from "./step.ts"

export interface Parent extends Overlap {
  /** of the parent's messages that are still there, 0 to 1 */
  readonly share: number
}

export interface Reconciled extends Omit<Repeated, "reader"> {
  /** permanent number of each theme of the grouping */
  readonly numberOf: Int32Array
  readonly lastTheme: number
  readonly kept: number
  readonly parents: ReadonlyArray<Parent>
  readonly tally: Tally | null
}

/** How many messages of each theme before are in each cluster now, by cluster and theme. */
export const overlapsOf = (now: Int32Array, before: Int32Array | undefined): ReadonlyArray<Overlap> => {
  const most = 1 + (before?.reduce((most, theme) => Math.max(most, theme), 0) ?? 0)
  const counts = new Map<number, number>()
  before?.forEach((theme, place) => {
    if (theme < 0 || now[place] < 0) return
    const key = now[place] * most + theme
    counts.set(key, (counts.get(key) ?? 0) + 1)
  })
  return [...counts.keys()]
    .sort((a, b) => a - b)
    .map((key) => ({ cluster: Math.floor(key / most), theme: key % most, messages: counts.get(key) ?? 0 }))
}

const sizesOf = ({ theme, themes }: Grouping) => {
  const sizes = Array.from(themes, () => 0)
  for (const number of theme) if (number >= 0) sizes[number]++
  return sizes
}

const sharesOf = (overlaps: ReadonlyArray<Overlap>): ReadonlyArray<Parent> => {
  const whole = new Map<number, number>()
  for (const { theme, messages } of overlaps) whole.set(theme, (whole.get(theme) ?? 0) + messages)
  return overlaps.map((overlap) => ({ ...overlap, share: overlap.messages / whole.get(overlap.theme)! }))
}

const titled = (themes: ReadonlyArray<ThemeDraft>, numberOf: Int32Array, { titles }: Binding) =>
  themes.map((theme, i) => ({ ...theme, title: titles.get(numberOf[i] ?? 0) ?? theme.title }))

/** Gives every theme its permanent number and the title that people gave it, and checks every decision. */
export const reconcile = step(
  "reconcile",
  Effect.fn(function* ({ reader, ...before }: Repeated & Travelled) {
    const { binding, grouping, past } = before
    const { origin, theme, themes } = grouping
    const overlaps = overlapsOf(theme, binding.previous)
    const carried = carryOn(overlaps, sizesOf(grouping), binding.last, origin)
    const living = new Set(carried.numberOf)
    yield* hold(binding.bounds, {
      themeAt: (place) => (theme[place] < 0 ? -1 : carried.numberOf[theme[place]]),
      lives: (number) => living.has(number)
    })
    const { least } = yield* Additions
    const numbers = theme.map((one) => (one < 0 ? -1 : carried.numberOf[one]))
    return {
      ...before,
      tally: before.messages < least ? null : reader.tally(numbers),
      grouping: { ...grouping, themes: titled(themes, carried.numberOf, binding) },
      numberOf: carried.numberOf,
      lastTheme: carried.last,
      kept: carried.kept,
      parents: sharesOf(overlapsOf(theme, past.previous))
    }
  }),
  ({ binding, kept, lastTheme, numberOf }): Record<string, number> => ({
    kept,
    born: numberOf.length - kept,
    last: lastTheme,
    ...(binding.bounds.length > 0 && { decisions: binding.bounds.filter(({ holds }) => holds).length })
  })
)
