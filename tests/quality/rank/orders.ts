import { yearDays } from "./calendar.ts"
import { Chances } from "./chances.ts"
import { mean } from "./ndcg.ts"
import type { Heard, Said } from "./voices.ts"
import type { World } from "./world.ts"

/** What an order thinks of every theme of a world: the greater, the earlier. */
export type Order = (world: World, heard: Heard) => ReadonlyMap<number, number>

const today = yearDays - 1

/** The messages of one theme as a board of requests would hold them: a person's first is a vote, each further one a comment. */
interface Posts {
  readonly messages: ReadonlyArray<Said>
  readonly votes: ReadonlyArray<number>
  readonly comments: ReadonlyArray<number>
  readonly age: number
}

const postsOf = (messages: ReadonlyArray<Said>): Posts => {
  const known = new Set<string>()
  const votes: Array<number> = []
  const comments: Array<number> = []
  messages.forEach(({ author, day }, i) => {
    const person = author ?? `~${i}`
    if (known.has(person)) comments.push(day)
    else votes.push(day)
    known.add(person)
  })
  return { messages, votes, comments, age: today - Math.min(today, ...messages.map(({ day }) => day)) }
}

const byTheme =
  (judge: (posts: Posts) => number): Order =>
  (world, { messages }) => {
    const themes = Map.groupBy(messages, ({ theme }) => theme)
    return new Map(world.matters.map(({ number }) => [number, judge(postsOf(themes.get(number) ?? []))]))
  }

const lately = (days: ReadonlyArray<number>, window: number) =>
  days.filter((day) => day > today - window).length

/** Fider's default view: (recent votes × 5 + recent comments × 3 − 1) ÷ (age in hours + 2) ^ 1.4, recent within 30 days
 * (getfider/fider, app/services/sqlstore/postgres). */
const fider = ({ age, comments, votes }: Posts) =>
  (lately(votes, 30) * 5 + lately(comments, 30) * 3 - 1) / (24 * age + 2) ** 1.4

/** Quackback's inbox by priority: votes × 3 + comments × 2 + (30 − age in days, never below nothing)
 * (QuackbackIO/quackback, domains/posts). */
const quackback = ({ age, comments, votes }: Posts) =>
  votes.length * 3 + comments.length * 2 + Math.max(0, 30 - age)

const tier = (value: number, tiers: ReadonlyArray<readonly [from: number, worth: number]>) =>
  tiers.find(([from]) => value >= from)?.[1] ?? 0

/** Intercom's RICE (McBride 2016) with raw reach: people of the last quarter × impact (3, 2, 1, .5, .25 by the mean
 * wording) × confidence (100, 80, 50 % by how many messages say so) ÷ effort, the same for all. */
const rice = ({ messages, votes }: Posts) => {
  const severity = mean([...messages.map(({ severity }) => severity), 0])
  const impact = tier(severity, [
    [0.4, 3],
    [0.25, 2],
    [0.12, 1],
    [0.05, 0.5],
    [0, 0.25]
  ])
  return (
    lately(votes, 90) *
    impact *
    tier(messages.length, [
      [50, 1],
      [10, 0.8],
      [0, 0.5]
    ])
  )
}

const schools = ({ messages }: Posts) => new Set(messages.map(({ school }) => school?.school)).size

/** The best that the same words allow: one who knows how likely every school was to be heard of every matter, who truly
 * has it, and what is over, but not how grave it is beyond its words. */
const oracle: Order = ({ matters }, { audible, messages }) => {
  const themes = Map.groupBy(
    messages.filter(({ own }) => own),
    ({ theme }) => theme
  )
  return new Map(
    matters.map(({ number, to }) => {
      const own = themes.get(number) ?? []
      const share = new Set(own.map(({ school }) => school)).size / (audible.get(number) ?? Infinity)
      return [number, to < today ? 0 : share * mean([...own.map(({ severity }) => severity), 0])]
    })
  )
}

const shuffled: Order = ({ matters, seed }) => {
  const chances = new Chances(seed, 44)
  return new Map(matters.map(({ number }) => [number, chances.next()]))
}

/** The orders beside which ours is measured; the last two are no rivals: chance, and the ceiling. */
export const rivals: Readonly<Record<string, Order>> = {
  "raw count": byTheme(({ messages }) => messages.length),
  votes: byTheme(({ votes }) => votes.length),
  "votes, Fider's decay": byTheme(fider),
  Quackback: byTheme(quackback),
  "RICE, raw reach": byTheme(rice),
  "raw schools": byTheme(schools),
  shuffled,
  oracle
}
