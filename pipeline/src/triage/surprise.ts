import { logGamma } from "../themes/log-gamma.ts"

const ENOUGH = 1e-12
/** Below this a tail is its first term: smaller terms would not shrink any more. */
const NEVER = 1e-250

/** Sums P(Y = y) + P(Y = y + 1) + … from its first term and the ratio of each term to the one before it. */
const tailFrom = (first: number, y: number, ratio: (after: number) => number): number => {
  if (first < NEVER) return first
  let sum = first
  let term = first
  for (let at = y; term > sum * ENOUGH || ratio(at) > 1; at++) sum += term *= ratio(at)
  return Math.min(1, sum)
}

/**
 * How likely it is to count `y` or more where `expected` are: the upper tail of a negative binomial whose variance is
 * `spread` times its mean, of a Poisson where that is 1.
 */
export const surprise = (y: number, expected: number, spread: number): number => {
  if (y <= expected) return 1
  if (expected <= 0) return 0
  if (spread <= 1.000_001) {
    const first = Math.exp(y * Math.log(expected) - expected - logGamma(y + 1))
    return tailFrom(first, y, (at) => expected / (at + 1))
  }
  const size = expected / (spread - 1)
  const chance = (spread - 1) / spread
  const log = logGamma(y + size) - logGamma(size) - logGamma(y + 1) - size * Math.log(spread)
  return tailFrom(Math.exp(log + y * Math.log(chance)), y, (at) => (chance * (at + size)) / (at + 1))
}
