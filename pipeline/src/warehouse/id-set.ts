const full = 0.8

/**
 * A set of message ids in typed arrays: the first 64 bits of each, 10 to 16 bytes an id. Two different ids are taken
 * for one with a chance of n² / 2⁶⁵: one in 370 thousand for 10 million messages of one source.
 */
export class IdSet {
  #high: Uint32Array
  #low: Uint32Array
  #size = 0

  constructor(expected = 1_024) {
    const slots = Math.max(1_024, Math.ceil(expected / full))
    this.#high = new Uint32Array(slots)
    this.#low = new Uint32Array(slots)
  }

  get size(): number {
    return this.#size
  }

  /** Adds an id of 32 hexadecimal digits; false where it was there already. */
  addHex(id: string): boolean {
    return this.add(Number.parseInt(id.slice(0, 8), 16), Number.parseInt(id.slice(8, 16), 16))
  }

  /** Adds an id by its first two 32-bit words; false where it was there already. */
  add(high: number, low: number): boolean {
    if (this.#size >= this.#high.length * full) this.#grow()
    const added = this.#put(high >>> 0, low >>> 0)
    if (added) this.#size++
    return added
  }

  #put(high: number, given: number): boolean {
    const low = high === 0 && given === 0 ? 1 : given
    const slots = this.#high.length
    for (let at = (high ^ Math.imul(low, 0x9e3779b1)) >>> 0; ; at++) {
      const slot = at % slots
      if (this.#high[slot] === 0 && this.#low[slot] === 0) {
        this.#high[slot] = high
        this.#low[slot] = low
        return true
      }
      if (this.#high[slot] === high && this.#low[slot] === low) return false
    }
  }

  #grow(): void {
    const [high, low] = [this.#high, this.#low]
    const slots = Math.ceil(high.length * 1.5)
    this.#high = new Uint32Array(slots)
    this.#low = new Uint32Array(slots)
    for (let at = 0; at < high.length; at++)
      if (high[at] !== 0 || low[at] !== 0) this.#put(high[at]!, low[at]!)
  }
}
