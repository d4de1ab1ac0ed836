/** Texts as sparse rows: row r has features `ids[start[r] .. start[r + 1])` with their values. */
export interface Examples {
  readonly start: Int32Array
  readonly ids: Int32Array
  readonly values: Float64Array
  /** class of each row */
  readonly classes: Uint8Array
}

export interface Prior {
  /** number of classes */
  readonly classes: number
  /** expected weight of each feature for each class: that of feature f for class k is `mean[f * classes + k]` */
  readonly mean: Float64Array
  /** how firmly each feature is held to its mean: one over the variance */
  readonly firmness: Float64Array
}

const MOST_STEPS = 300
const REMEMBERED = 10
const FLAT = 1e-4

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}

/** Adds `factor` times b to a. */
const add = (a: Float64Array, factor: number, b: Float64Array): void => {
  for (let i = 0; i < a.length; i++) a[i] += factor * b[i]
}

/** Turns sums into shares of 1, and gives the logarithm of what was divided by. */
export const softmax = (sums: Float64Array): number => {
  const most = sums.reduce((most, sum) => Math.max(most, sum), -Infinity)
  let total = 0
  for (let k = 0; k < sums.length; k++) total += sums[k] = Math.exp(sums[k] - most)
  for (let k = 0; k < sums.length; k++) sums[k] /= total
  return most + Math.log(total)
}

/** How unlikely the examples are under weights, and the distance of the weights from their prior; its slope into `slope`. */
const loss = (
  { classes: chosen, ids, start, values }: Examples,
  { classes, firmness, mean }: Prior,
  weights: Float64Array,
  slope: Float64Array
): number => {
  let sum = 0
  for (let at = 0; at < weights.length; at++) {
    const off = weights[at] - mean[at]
    const held = firmness[(at / classes) | 0]
    slope[at] = held * off
    sum += (held * off * off) / 2
  }
  const sums = new Float64Array(classes)
  for (let row = 0; row < chosen.length; row++) {
    sums.fill(0)
    for (let i = start[row]; i < start[row + 1]; i++)
      for (let k = 0; k < classes; k++) sums[k] += values[i] * weights[ids[i] * classes + k]
    const said = sums[chosen[row]]
    sum += softmax(sums) - said
    sums[chosen[row]] -= 1
    for (let i = start[row]; i < start[row + 1]; i++)
      for (let k = 0; k < classes; k++) slope[ids[i] * classes + k] += values[i] * sums[k]
  }
  return sum
}

interface Move {
  readonly step: Float64Array
  readonly turn: Float64Array
  readonly bend: number
}

/** Where to go down from a slope, by what the last moves told of the curvature (L-BFGS; Nocedal 1980). */
const direction = (slope: Float64Array, moves: ReadonlyArray<Move>): Float64Array => {
  const down = slope.map((value) => -value)
  const shares = moves.toReversed().map(({ bend, step, turn }) => {
    const share = dot(step, down) / bend
    add(down, -share, turn)
    return share
  })
  const last = moves.at(-1)
  if (last) {
    const scale = last.bend / dot(last.turn, last.turn)
    for (let i = 0; i < down.length; i++) down[i] *= scale
  }
  moves.forEach(({ bend, step, turn }, i) => {
    add(down, shares[moves.length - 1 - i] - dot(turn, down) / bend, step)
  })
  return down
}

const steepest = (slope: Float64Array): number =>
  slope.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

/**
 * Weights of a multinomial logistic regression that are likeliest given examples and a normal prior about the weights
 * expected beforehand (maximum a posteriori; Chelba and Acero 2004). The optimum is one, so a further example of a
 * class never makes that class less likely for the same text. Without examples the weights are the prior's.
 */
export const fit = (examples: Examples, prior: Prior): Float64Array => {
  let weights = prior.mean.slice()
  let slope = new Float64Array(weights.length)
  let value = loss(examples, prior, weights, slope)
  const moves: Array<Move> = []
  for (let step = 0; step < MOST_STEPS && steepest(slope) > FLAT; step++) {
    const down = direction(slope, moves)
    const descent = dot(down, slope)
    const nextSlope = new Float64Array(weights.length)
    let length = moves.length === 0 ? Math.min(1, 1 / Math.sqrt(dot(slope, slope))) : 1
    let next = weights
    let reached = value
    for (let tries = 0; tries < 30; tries++, length /= 2) {
      next = weights.slice()
      add(next, length, down)
      reached = loss(examples, prior, next, nextSlope)
      if (reached <= value + 1e-4 * length * descent) break
    }
    if (reached >= value) break
    const move = { step: next.map((w, i) => w - weights[i]), turn: nextSlope.map((s, i) => s - slope[i]) }
    const bend = dot(move.step, move.turn)
    if (bend > 0) moves.push({ ...move, bend })
    if (moves.length > REMEMBERED) moves.shift()
    weights = next
    slope = nextSlope
    value = reached
  }
  return weights
}
