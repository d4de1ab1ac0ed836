import { type Agreement, type Estimate, LEAST_READ } from "@otklik/contract/agreement"
import { Verdict } from "@otklik/contract/vocabulary"
import { chance } from "@otklik/sql/chance"
import type { ReadTwice, Voice } from "@otklik/sql/ledger/readings"

/** Messages that their readers gave the same verdicts, in the order of the readers. */
export interface Unit {
  readonly verdicts: ReadonlyArray<string>
  readonly messages: number
}

type Coefficient = (units: ReadonlyArray<Unit>) => number | null

const add = (sums: Map<string, number>, key: string, value: number) =>
  sums.set(key, (sums.get(key) ?? 0) + value)

const beyondChance = (observed: number, expected: number): number | null =>
  expected >= 1 ? null : (observed - expected) / (1 - expected)

/** Share of messages on which the first two readers agree; null without any. */
export const sameShare: Coefficient = (units) => {
  const all = units.reduce((sum, { messages }) => sum + messages, 0)
  const same = units.reduce((sum, { messages, verdicts: [a, b] }) => sum + (a === b ? messages : 0), 0)
  return all === 0 ? null : same / all
}

/**
 * Cohen's κ of two readers (Cohen 1960): agreement beyond what the habits of each would give; null where both always
 * give the same one verdict.
 */
export const cohen: Coefficient = (units) => {
  const [first, second] = [new Map<string, number>(), new Map<string, number>()]
  for (const { messages, verdicts } of units) {
    add(first, verdicts[0]!, messages)
    add(second, verdicts[1]!, messages)
  }
  const all = first.values().reduce((sum, count) => sum + count, 0)
  const expected = [...first].reduce((sum, [verdict, count]) => sum + count * (second.get(verdict) ?? 0), 0)
  const same = sameShare(units)
  return same === null ? null : beyondChance(same, expected / (all * all))
}

/** Values that can be paired within their unit, and how many pairs within units agree, each unit's readers counted once. */
const coincidences = (units: ReadonlyArray<Unit>) => {
  const totals = new Map<string, number>()
  let same = 0
  for (const { messages, verdicts } of units.filter(({ verdicts }) => verdicts.length > 1)) {
    const counts = new Map<string, number>()
    for (const verdict of verdicts) add(counts, verdict, 1)
    for (const [verdict, count] of counts) {
      add(totals, verdict, messages * count)
      same += (messages * count * (count - 1)) / (verdicts.length - 1)
    }
  }
  return { same, totals }
}

/**
 * Krippendorff's α for nominal data and any number of readers, some of whom may have left messages out (Krippendorff
 * 2011); null where nothing can be paired or all verdicts are the same.
 */
export const krippendorff: Coefficient = (units) => {
  const { same, totals } = coincidences(units)
  const all = totals.values().reduce((sum, count) => sum + count, 0)
  if (all === 0) return null
  const expected = totals.values().reduce((sum, count) => sum + count * (count - 1), 0)
  return beyondChance(same / all, expected / (all * (all - 1)))
}

const resamples = 1_000
/** left out on either side: 2.5 % */
const tail = resamples / 40

/** As many messages as there are, drawn with replacement; `at` says of which unit each is. */
const drawn = (
  units: ReadonlyArray<Unit>,
  at: ReadonlyArray<number>,
  replicate: number
): ReadonlyArray<Unit> => {
  const counts = units.map(() => 0)
  for (let i = 0; i < at.length; i++) counts[at[Math.floor(chance(replicate, i) * at.length)]!]!++
  return units.map((unit, i) => ({ ...unit, messages: counts[i]! })).filter(({ messages }) => messages > 0)
}

const rounded = (value: number) => Math.round(value * 1_000) / 1_000

/**
 * A coefficient with its percentile interval over resampled messages (Efron 1979), the same for the same messages; a
 * resampling in which all verdicts are the same counts as full agreement. Null below twenty messages.
 */
export const estimate = (units: ReadonlyArray<Unit>, of: Coefficient): Estimate | null => {
  const value = of(units)
  const at = units.flatMap(({ messages }, unit) => Array.from({ length: messages }, () => unit))
  if (value === null || at.length < LEAST_READ) return null
  const values = Array.from({ length: resamples }, (_, replicate) => of(drawn(units, at, replicate)) ?? 1)
  values.sort((a, b) => a - b)
  return { value: rounded(value), low: rounded(values[tail]!), high: rounded(values.at(-1 - tail)!) }
}

const place = (verdict: Verdict) => Verdict.literals.indexOf(verdict)
const byPlace = ({ first, second }: ReadTwice) =>
  [first.verdict, second.verdict].toSorted((a, b) => place(a) - place(b)) as [Verdict, Verdict]
const byPerson = ({ first, second }: ReadTwice) =>
  [first, second].toSorted((a, b) => (a.by < b.by ? -1 : 1)) as [Voice, Voice]

const unitsOf = (read: ReadonlyArray<ReadTwice>, verdicts: (one: ReadTwice) => ReadonlyArray<Verdict>) =>
  [...Map.groupBy(read, (one) => verdicts(one).join(" "))].map(([, alike]): Unit => ({
    verdicts: verdicts(alike[0]!),
    messages: alike.length
  }))

const readersOf = (read: ReadonlyArray<ReadTwice>): Agreement["readers"] =>
  [
    ...Map.groupBy(read, (one) =>
      byPerson(one)
        .map(({ by }) => by)
        .join(" ")
    ).values()
  ]
    .map((together) => {
      const [a, b] = byPerson(together[0]!)
      const units = unitsOf(together, (one) => byPerson(one).map(({ verdict }) => verdict))
      const same = together.filter(agree).length
      return { a: a.by, b: b.by, messages: together.length, same, kappa: estimate(units, cohen) }
    })
    .sort(
      (one, other) =>
        other.messages - one.messages || (`${one.a} ${one.b}` < `${other.a} ${other.b}` ? -1 : 1)
    )

/** Whether both gave one verdict. */
export const agree = ({ first, second }: ReadTwice): boolean => first.verdict === second.verdict

const cellsOf = (read: ReadonlyArray<ReadTwice>): Agreement["cells"] =>
  [...Map.groupBy(read, (one) => byPlace(one).join(" ")).values()]
    .map((alike) => {
      const [a, b] = byPlace(alike[0]!)
      const open = alike.filter(({ settled }) => a !== b && settled === null).length
      return { a, b, messages: alike.length, open }
    })
    .sort((one, other) => place(one.a) - place(other.a) || place(one.b) - place(other.b))

/** How far the readers of some messages agree, without the messages themselves. */
export const agreementOf = (read: ReadonlyArray<ReadTwice>): Omit<Agreement, "disagreements" | "every"> => {
  const units = unitsOf(read, byPlace)
  return {
    messages: read.length,
    same: estimate(units, sameShare),
    alpha: estimate(units, krippendorff),
    readers: readersOf(read),
    cells: cellsOf(read)
  }
}
