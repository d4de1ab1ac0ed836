import { interval, kendall, mean, ndcg, quantile } from "./rank/ndcg.ts"
import { rivals } from "./rank/orders.ts"
import { judged, materialOf } from "./rank/ours.ts"
import { brigade, type Heard, type Manner, type Said, voicesOf } from "./rank/voices.ts"
import { type World, worldOf } from "./rank/world.ts"

type Worth = ReadonlyMap<number, number>

/** Themes of a world from the first to the last; ties by number. */
export const orderOf = (worth: Worth): ReadonlyArray<number> =>
  [...worth].toSorted(([a, x], [b, y]) => y - x || a - b).map(([number]) => number)

export interface Fidelity {
  readonly ndcg: number
  readonly tau: number
}

const fidelity = ({ matters }: World, worth: Worth): Fidelity => ({
  ndcg: ndcg(orderOf(worth), new Map(matters.map(({ need, number }) => [number, need]))),
  tau: kendall(
    matters.map(({ need }) => need),
    matters.map(({ number }) => worth.get(number) ?? -1)
  )
})

/** A world as the product sees it. */
export interface Seen {
  readonly world: World
  readonly heard: Heard
  /** our score by theme */
  readonly ours: Worth
}

const scored = async (world: World, messages: ReadonlyArray<Said>): Promise<Worth> =>
  judged(await materialOf(world, messages))

export const seen = async (seed: number): Promise<Seen> => {
  const world = worldOf(seed)
  const heard = voicesOf(world)
  return { world, heard, ours: await scored(world, heard.messages) }
}

/** How well every order, ours first, agrees with the truth of one world. */
export const measure = ({ heard, ours, world }: Seen): Readonly<Record<string, Fidelity>> => ({
  Otklik: fidelity(world, ours),
  ...Object.fromEntries(
    Object.entries(rivals).map(([name, order]) => [name, fidelity(world, order(world, heard))] as const)
  )
})

export interface Lift {
  readonly share: number
  readonly manner: Manner
  /** places that the theme gains in our order and by raw count */
  readonly ours: number
  readonly count: number
  /** where raw count puts it in the end */
  readonly countPlace: number
}

const placeOf = (worth: Worth, theme: number) => orderOf(worth).indexOf(theme) + 1 || worth.size + 1

/** What a matter below the first ten gains where a share of the schools pushes it; which one depends on the seed. */
export const lift = async ({ heard, ours, world }: Seen, share: number, manner: Manner): Promise<Lift> => {
  const ordinary = new Set(world.matters.filter(({ kind }) => kind === "matter").map(({ number }) => number))
  const below = orderOf(ours)
    .slice(10)
    .filter((theme) => ordinary.has(theme))
  const theme = below[(world.seed * 7919) % below.length]!
  const pushed = [...heard.messages, ...brigade(world.seed, world, theme, share, manner)]
  const count = (messages: ReadonlyArray<Said>) =>
    placeOf(rivals["raw count"]!(world, { ...heard, messages }), theme)
  return {
    share,
    manner,
    ours: placeOf(ours, theme) - placeOf(await scored(world, pushed), theme),
    count: count(heard.messages) - count(pushed),
    countPlace: count(pushed)
  }
}

const told = (values: ReadonlyArray<number>) => {
  const { high, low, mean } = interval(values)
  return `${mean.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`
}

const table = (
  worlds: ReadonlyArray<{ readonly seed: number; readonly by: Readonly<Record<string, Fidelity>> }>
) =>
  Object.fromEntries(
    Object.keys(worlds[0]!.by).map((name) => {
      const of = (half: (seed: number) => boolean, measure: keyof Fidelity) =>
        told(worlds.filter(({ seed }) => half(seed)).map(({ by }) => by[name]![measure]))
      return [
        name,
        {
          "NDCG@20 held out": of((seed) => seed % 2 === 0, "ndcg"),
          "NDCG@20 tuned on": of((seed) => seed % 2 === 1, "ndcg"),
          "Kendall τ held out": of((seed) => seed % 2 === 0, "tau")
        }
      ]
    })
  )

const lifts = (all: ReadonlyArray<Lift>) =>
  [...Map.groupBy(all, ({ manner, share }) => `${share * 100} % of schools, ${manner}`)].map(
    ([brigade, own]) => {
      const of = (value: (lift: Lift) => number) => own.map(value)
      return {
        brigade,
        worlds: own.length,
        "ours, median": quantile(
          of(({ ours }) => ours),
          0.5
        ),
        "ours, 90 %": quantile(
          of(({ ours }) => ours),
          0.9
        ),
        "raw count, median": quantile(
          of(({ count }) => count),
          0.5
        ),
        "raw count puts it at, median": quantile(
          of(({ countPlace }) => countPlace),
          0.5
        ),
        "first by raw count": `${(100 * mean(of(({ countPlace }) => (countPlace === 1 ? 1 : 0)))).toFixed(0)} %`
      }
    }
  )

const shares = [0.01, 0.02, 0.05, 0.1]

/** `rank [WORLDS]`: our order and others' against the truth of seeded worlds, and what brigades can do. */
export const quality = async ([count = "60"]: ReadonlyArray<string>): Promise<void> => {
  const worlds: Array<{ readonly seed: number; readonly by: Readonly<Record<string, Fidelity>> }> = []
  const pushed: Array<Lift> = []
  for (let seed = 1; seed <= Number(count); seed++) {
    const known = await seen(seed)
    worlds.push({ seed, by: measure(known) })
    for (const [at, share] of shares.entries())
      pushed.push(await lift(known, share, (seed + at) % 2 === 0 ? "burst" : "patient"))
  }
  console.table(table(worlds))
  console.table(lifts(pushed).toSorted((a, b) => (a.brigade < b.brigade ? -1 : 1)))
}
