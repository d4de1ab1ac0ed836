/** How many messages of a previous theme are in a cluster now. */
export interface Overlap {
  readonly cluster: number
  readonly theme: number
  readonly messages: number
}

export interface CarriedOn {
  /** permanent number of each cluster */
  readonly numberOf: Int32Array
  /** the highest number ever given */
  readonly last: number
  readonly kept: number
}

/** A cluster carries a theme on only with at least this share of the theme's messages that are still there. */
const LEAST_SHARE = 0.2

const shares = (overlaps: ReadonlyArray<Overlap>) => {
  const whole = new Map<number, number>()
  for (const { theme, messages } of overlaps) whole.set(theme, (whole.get(theme) ?? 0) + messages)
  return ({ theme, messages }: Overlap) => messages / (whole.get(theme) ?? messages)
}

/**
 * Permanent numbers by greedy largest overlap: each previous theme lives on in at most one cluster and each cluster
 * carries on at most one theme; what is left is born with the next numbers, larger clusters first. A cluster that the
 * engine itself carried on (`origin`, the number or -1) keeps that number.
 */
export const carryOn = (
  overlaps: ReadonlyArray<Overlap>,
  sizes: ReadonlyArray<number>,
  last: number,
  origin: Int32Array = new Int32Array(sizes.length).fill(-1)
): CarriedOn => {
  const share = shares(overlaps)
  const numberOf = origin.map((number) => Math.max(0, number))
  const taken = new Set(origin.filter((number) => number > 0))
  const largestFirst = overlaps
    .filter((overlap) => share(overlap) >= LEAST_SHARE)
    .sort((a, b) => b.messages - a.messages || a.theme - b.theme || a.cluster - b.cluster)
  for (const { cluster, theme } of largestFirst) {
    if (numberOf[cluster] !== 0 || taken.has(theme)) continue
    numberOf[cluster] = theme
    taken.add(theme)
  }
  const born = [...sizes.keys()]
    .filter((cluster) => numberOf[cluster] === 0)
    .sort((a, b) => sizes[b] - sizes[a] || a - b)
  born.forEach((cluster, i) => {
    numberOf[cluster] = last + 1 + i
  })
  return { numberOf, last: last + born.length, kept: taken.size }
}
