/** A set of bags of numbers, each known by two independent 32-bit hashes of its sorted numbers. */
export class Bags {
  size = 0
  #slots = new Int32Array(1 << 12).fill(-1)
  #first = new Int32Array(1 << 10)
  #second = new Int32Array(1 << 10)

  /** The number of the bag, which is `size` before the call when the bag is new. Sorts `bag`. */
  add(bag: Int32Array): number {
    bag.sort()
    let first = 0x811c9dc5
    let second = bag.length
    for (const member of bag) {
      first = Math.imul(first ^ member, 0x01000193)
      second = Math.imul(second ^ (member + 0x7ed55d16), 0x85ebca6b)
      first ^= first >>> 13
      second ^= second >>> 15
    }
    return this.#find(first | 0, second | 0)
  }

  #find(first: number, second: number): number {
    const mask = this.#slots.length - 1
    let slot = (first ^ Math.imul(second, 0x9e3779b1)) & mask
    for (; this.#slots[slot] >= 0; slot = (slot + 1) & mask) {
      const id = this.#slots[slot]
      if (this.#first[id] === first && this.#second[id] === second) return id
    }
    this.#slots[slot] = this.size
    if (this.size === this.#first.length) this.#widen()
    this.#first[this.size] = first
    this.#second[this.size] = second
    if (++this.size * 2 > this.#slots.length) this.#rehash()
    return this.size - 1
  }

  #widen(): void {
    const wider = (array: Int32Array) => {
      const result = new Int32Array(array.length * 2)
      result.set(array)
      return result
    }
    this.#first = wider(this.#first)
    this.#second = wider(this.#second)
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1)
    const mask = slots.length - 1
    for (let id = 0; id < this.size; id++) {
      let slot = (this.#first[id] ^ Math.imul(this.#second[id], 0x9e3779b1)) & mask
      while (slots[slot] >= 0) slot = (slot + 1) & mask
      slots[slot] = id
    }
    this.#slots = slots
  }
}
