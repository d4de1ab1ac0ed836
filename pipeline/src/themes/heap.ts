/** Pairs by weight, heaviest first, ties to the smaller pair. */
export class Heap {
  readonly #weights: Array<number> = []
  readonly #first: Array<number> = []
  readonly #second: Array<number> = []

  get size(): number {
    return this.#weights.length
  }

  push(weight: number, first: number, second: number): void {
    let at = this.#weights.length
    for (; at > 0; at = (at - 1) >> 1) {
      const parent = (at - 1) >> 1
      if (!this.#before(weight, first, second, parent)) break
      this.#copy(parent, at)
    }
    this.#put(at, weight, first, second)
  }

  /** Takes the heaviest pair: [weight, first, second]. */
  pop(): readonly [number, number, number] {
    const top = [this.#weights[0], this.#first[0], this.#second[0]] as const
    const last = [this.#weights.pop()!, this.#first.pop()!, this.#second.pop()!] as const
    if (this.size > 0) this.#sink(...last)
    return top
  }

  #sink(weight: number, first: number, second: number): void {
    let at = 0
    for (let child = 1; child < this.size; child = 2 * at + 1) {
      const right = child + 1
      if (
        right < this.size &&
        this.#before(this.#weights[right], this.#first[right], this.#second[right], child)
      )
        child = right
      if (this.#before(weight, first, second, child)) break
      this.#copy(child, at)
      at = child
    }
    this.#put(at, weight, first, second)
  }

  #before(weight: number, first: number, second: number, other: number): boolean {
    if (weight !== this.#weights[other]) return weight > this.#weights[other]
    return first !== this.#first[other] ? first < this.#first[other] : second < this.#second[other]
  }

  #copy(from: number, to: number): void {
    this.#put(to, this.#weights[from], this.#first[from], this.#second[from])
  }

  #put(at: number, weight: number, first: number, second: number): void {
    this.#weights[at] = weight
    this.#first[at] = first
    this.#second[at] = second
  }
}
