import type { Spelling } from "../text/spelling.ts"

/** Numbers 0, 1, 2 … of the grams that one theme's texts have shown, given and forgotten for one theme after another. */
export class GramNumbers {
  readonly #number: Int32Array
  readonly #known: Array<number> = []

  constructor(grams: number) {
    this.#number = new Int32Array(grams).fill(-1)
  }

  get size(): number {
    return this.#known.length
  }

  /** Numbers of a spelling's grams, -1 for those never shown. */
  of({ grams }: Spelling): Int32Array {
    const numbers = new Int32Array(grams.length)
    for (let i = 0; i < grams.length; i++) numbers[i] = this.#number[grams[i]]
    return numbers
  }

  learn({ grams }: Spelling): Int32Array {
    return grams.map((gram) => {
      if (this.#number[gram] < 0) this.#number[gram] = this.#known.push(gram) - 1
      return this.#number[gram]
    })
  }

  clear(): void {
    for (const gram of this.#known) this.#number[gram] = -1
    this.#known.length = 0
  }
}

/** An inverted index of spellings by gram number; the owners of a gram ascend. */
export class Postings {
  readonly size: number
  readonly #start: Int32Array
  readonly #owner: Uint16Array
  readonly #weight: Float32Array

  constructor(spellings: ReadonlyArray<Spelling>, numbers: GramNumbers) {
    const known = spellings.map((one) => numbers.learn(one))
    this.size = spellings.length
    this.#start = new Int32Array(numbers.size + 1)
    for (const grams of known) for (const gram of grams) this.#start[gram + 1]++
    for (let gram = 0; gram < numbers.size; gram++) this.#start[gram + 1] += this.#start[gram]
    const next = this.#start.slice()
    this.#owner = new Uint16Array(next[numbers.size])
    this.#weight = new Float32Array(this.#owner.length)
    known.forEach((grams, owner) =>
      grams.forEach((gram, i) => {
        this.#owner[next[gram]] = owner
        this.#weight[next[gram]++] = spellings[owner].weights[i]
      })
    )
  }

  /** Adds the product of a spelling (its grams by number) with that of every owner below `end` to `sums[owner]`. */
  multiply(grams: Int32Array, weights: Float32Array, sums: Float32Array, end = this.size): void {
    const start = this.#start
    const owners = this.#owner
    const weight = this.#weight
    const known = start.length - 1
    for (let i = 0; i < grams.length; i++) {
      const gram = grams[i]
      if (gram < 0 || gram >= known) continue
      const by = weights[i]
      const last = start[gram + 1]
      for (let at = start[gram]; at < last && owners[at] < end; at++) sums[owners[at]] += by * weight[at]
    }
  }
}
