/** Causes of a difference, each on (the bit is set) or off, and the whole number that they make together. */
export type Game = (on: number) => number

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1))

const bits = (set: number): number => {
  let count = 0
  for (let rest = set; rest !== 0; rest &= rest - 1) count++
  return count
}

/** What a cause adds to each set of the others, weighed by the orders in which it comes just after them: φ · n!. */
const weighed = (n: number, game: Game, cause: number): number => {
  const bit = 1 << cause
  let sum = 0
  for (let others = 0; others < 1 << n; others++) {
    if ((others & bit) !== 0) continue
    const size = bits(others)
    sum += factorial(size) * factorial(n - size - 1) * (game(others | bit) - game(others))
  }
  return sum
}

/**
 * Splits `game(all) - game(none)` among `n` causes by their Shapley values (L. S. Shapley 1953): whole numbers that sum
 * to it exactly. What never changes anything is given 0; two that always do the same are given the same, give or take
 * one, since fractions are rounded by the largest remainder.
 */
export const attribute = (n: number, game: Game): ReadonlyArray<number> => {
  const whole = factorial(n)
  const shares = Array.from({ length: n }, (_, cause) => weighed(n, game, cause))
  const floors = shares.map((share) => Math.floor(share / whole))
  const missing = game((1 << n) - 1) - game(0) - floors.reduce((sum, floor) => sum + floor, 0)
  const rest = (cause: number) => shares[cause]! - floors[cause]! * whole
  const raised = new Set(
    [...shares.keys()].sort((a, b) => rest(b) - rest(a) || a - b).slice(0, Math.round(missing))
  )
  return floors.map((floor, cause) => floor + (raised.has(cause) ? 1 : 0))
}
