const mix = (value: number): number => {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Seeded random numbers (mulberry32); the same keys give the same throws on every machine. */
export class Dice {
  #state: number

  constructor(...keys: ReadonlyArray<number>) {
    this.#state = keys.reduce((state, key) => mix(state ^ mix(key + 0x9e3779b9)), 0x51ed270b)
  }

  /** 0 ≤ x < 1 */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  /** whole number, 0 ≤ x < below */
  below(below: number): number {
    return Math.floor(this.next() * below)
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<A>(items: ReadonlyArray<A>): A {
    return items[this.below(items.length)]
  }

  /** index into running totals, the last of which is their sum */
  weighted(totals: ArrayLike<number>): number {
    const at = this.next() * totals[totals.length - 1]
    let low = 0
    let high = totals.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (totals[middle] > at) high = middle
      else low = middle + 1
    }
    return low
  }

  digits(count: number): string {
    let out = ""
    for (let i = 0; i < count; i++) out += this.below(10)
    return out
  }
}

/** Running totals of weights, for `Dice.weighted`. */
export const totals = (weights: ReadonlyArray<number>): Float64Array => {
  const out = new Float64Array(weights.length)
  let sum = 0
  for (let i = 0; i < weights.length; i++) out[i] = sum += weights[i]
  return out
}
