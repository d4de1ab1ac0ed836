import { GRAMS, type Spelling } from "../text/spelling.ts"

/** An inverted index of spellings by gram, filled and emptied for one theme after another. */
export class Postings {
  readonly #last = new Int32Array(GRAMS).fill(-1)
  #before = new Int32Array(1 << 16)
  #owner = new Int32Array(1 << 16)
  #weight = new Float32Array(1 << 16)
  #gram = new Int32Array(1 << 16)
  #size = 0

  add(owner: number, { grams, weights }: Spelling): void {
    while (this.#size + grams.length > this.#gram.length) this.#widen()
    for (let i = 0; i < grams.length; i++) {
      const at = this.#size++
      this.#before[at] = this.#last[grams[i]]
      this.#owner[at] = owner
      this.#weight[at] = weights[i]
      this.#gram[at] = grams[i]
      this.#last[grams[i]] = at
    }
  }

  /** Adds the product of a spelling with every owner's to `sums[owner]`. */
  multiply({ grams, weights }: Spelling, sums: Float32Array): void {
    for (let i = 0; i < grams.length; i++) {
      const weight = weights[i]
      for (let at = this.#last[grams[i]]; at >= 0; at = this.#before[at])
        sums[this.#owner[at]] += weight * this.#weight[at]
    }
  }

  clear(): void {
    for (let at = 0; at < this.#size; at++) this.#last[this.#gram[at]] = -1
    this.#size = 0
  }

  #widen(): void {
    const wider = <A extends Int32Array | Float32Array>(from: A, to: A): A => {
      to.set(from)
      return to
    }
    const length = this.#gram.length * 2
    this.#before = wider(this.#before, new Int32Array(length))
    this.#owner = wider(this.#owner, new Int32Array(length))
    this.#weight = wider(this.#weight, new Float32Array(length))
    this.#gram = wider(this.#gram, new Int32Array(length))
  }
}
