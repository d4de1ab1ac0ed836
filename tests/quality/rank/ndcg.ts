import { Chances } from "./chances.ts"

const discounted = (gains: ReadonlyArray<number>, places: number) =>
  gains.slice(0, places).reduce((sum, gain, at) => sum + gain / Math.log2(at + 2), 0)

/** Discounted gain of the first places of an order over that of the best order (Järvelin and Kekäläinen 2002), 0 to 1. */
export const ndcg = (
  order: ReadonlyArray<number>,
  gain: ReadonlyMap<number, number>,
  places = 20
): number => {
  const best = discounted(
    [...gain.values()].toSorted((a, b) => b - a),
    places
  )
  return best === 0
    ? 1
    : discounted(
        order.map((theme) => gain.get(theme) ?? 0),
        places
      ) / best
}

/** Kendall's τ-b of two measures of the same things: −1 to 1, ties on either side counted as neither (Kendall 1945). */
export const kendall = (a: ReadonlyArray<number>, b: ReadonlyArray<number>): number => {
  let [agree, onlyA, onlyB] = [0, 0, 0]
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < i; j++) {
      const [x, y] = [Math.sign(a[i]! - a[j]!), Math.sign(b[i]! - b[j]!)]
      agree += x * y
      onlyA += Math.abs(x)
      onlyB += Math.abs(y)
    }
  return onlyA === 0 || onlyB === 0 ? 0 : agree / Math.sqrt(onlyA * onlyB)
}

export interface Interval {
  readonly mean: number
  readonly low: number
  readonly high: number
}

export const quantile = (values: ReadonlyArray<number>, share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const at = share * (sorted.length - 1)
  const below = sorted[Math.floor(at)]!
  return below + (at % 1) * (sorted[Math.ceil(at)]! - below)
}

export const mean = (values: ReadonlyArray<number>): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** The mean over worlds with its 95 % percentile bootstrap interval (Efron 1979), 2,000 resamplings. */
export const interval = (values: ReadonlyArray<number>): Interval => {
  const chances = new Chances(7, values.length)
  const means = Array.from({ length: 2000 }, () => mean(values.map(() => chances.pick(values))))
  return { mean: mean(values), low: quantile(means, 0.025), high: quantile(means, 0.975) }
}
