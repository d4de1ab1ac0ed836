/** How well found groups agree with given classes, each 0 to 100; AMI and ARI may fall below 0. */
export interface Agreement {
  readonly ami: number
  readonly ari: number
  readonly bcubed: number
  readonly v: number
}

type Counts = ReadonlyMap<string, number>

const tally = (values: Iterable<string>): Counts => {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

const logFactorials = (most: number): Float64Array => {
  const table = new Float64Array(most + 1)
  for (let i = 2; i <= most; i++) table[i] = table[i - 1] + Math.log(i)
  return table
}

const entropy = (counts: Counts, n: number): number => {
  let sum = 0
  for (const count of counts.values()) sum -= (count / n) * Math.log(count / n)
  return sum
}

/** Mutual information that chance gives groups of these sizes (Vinh, Epps and Bailey 2010). */
const expectedInformation = (a: Counts, b: Counts, n: number): number => {
  const fact = logFactorials(n)
  const [sizes, others] = [tally([...a.values()].map(String)), tally([...b.values()].map(String))]
  let sum = 0
  for (const [x, times] of sizes)
    for (const [y, again] of others) sum += times * again * expectedOf(+x, +y, n, fact)
  return sum
}

const expectedOf = (x: number, y: number, n: number, fact: Float64Array): number => {
  const fixed = fact[x] + fact[y] + fact[n - x] + fact[n - y] - fact[n]
  let sum = 0
  for (let both = Math.max(1, x + y - n); both <= Math.min(x, y); both++) {
    const chance = Math.exp(fixed - fact[both] - fact[x - both] - fact[y - both] - fact[n - x - y + both])
    sum += (both / n) * Math.log((n * both) / (x * y)) * chance
  }
  return sum
}

const pairs = (count: number): number => (count * (count - 1)) / 2
const pairsOf = (counts: Counts): number => [...counts.values()].reduce((sum, count) => sum + pairs(count), 0)

const adjustedRand = (both: Counts, a: Counts, b: Counts, n: number): number => {
  const [together, inA, inB] = [pairsOf(both), pairsOf(a), pairsOf(b)]
  const chance = (inA * inB) / pairs(n)
  const most = (inA + inB) / 2
  return most === chance ? 1 : (together - chance) / (most - chance)
}

const bcubed = (both: Counts, a: Counts, b: Counts): number => {
  const n = [...a.values()].reduce((sum, count) => sum + count, 0)
  let [precision, recall] = [0, 0]
  for (const [key, count] of both) {
    const [one, other] = key.split("\0")
    precision += (count * count) / b.get(other)! / n
    recall += (count * count) / a.get(one)! / n
  }
  return (2 * precision * recall) / (precision + recall)
}

/** AMI (arithmetic mean), ARI, BCubed F1 and V-measure, as scikit-learn gives them. */
export const agreement = (gold: ReadonlyArray<string>, found: ReadonlyArray<string>): Agreement => {
  const n = gold.length
  const [a, b, both] = [tally(gold), tally(found), tally(gold.map((one, i) => `${one}\0${found[i]}`))]
  const [ha, hb] = [entropy(a, n), entropy(b, n)]
  const information = ha + hb - entropy(both, n)
  const expected = expectedInformation(a, b, n)
  const same = ha === 0 && hb === 0
  return {
    ami: same ? 100 : (100 * (information - expected)) / ((ha + hb) / 2 - expected),
    ari: n < 2 ? 100 : 100 * adjustedRand(both, a, b, n),
    bcubed: 100 * bcubed(both, a, b),
    v: same ? 100 : (100 * 2 * information) / (ha + hb)
  }
}
