const hashOf = (codes: Uint16Array, length: number): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < length; i++) hash = Math.imul(hash ^ codes[i], 0x01000193)
  return (hash ^ (hash >>> 15)) | 0
}

const grown = <A extends Int32Array | Uint16Array>(array: A, length: number): A => {
  const larger = new (array.constructor as new (length: number) => A)(Math.max(length, array.length * 2))
  larger.set(array as never)
  return larger
}

/** Words by number, 0, 1, 2 … in the order of first sight; open addressing over one arena of code units. */
export class Dictionary {
  size = 0
  #slots = new Int32Array(1 << 12).fill(-1)
  #hashes = new Int32Array(1 << 10)
  #start = new Int32Array((1 << 10) + 1)
  #arena = new Uint16Array(1 << 14)

  /** The number of the word in `codes[0..length)`, given at first sight. */
  add(codes: Uint16Array, length: number): number {
    const hash = hashOf(codes, length)
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (; this.#slots[slot] >= 0; slot = (slot + 1) & mask) {
      const id = this.#slots[slot]
      if (this.#hashes[id] === hash && this.#equals(id, codes, length)) return id
    }
    this.#slots[slot] = this.size
    return this.#append(hash, codes, length)
  }

  word(id: number): string {
    return String.fromCharCode(...this.codes(id))
  }

  /** The code units of a word, a view that the next `add` may invalidate. */
  codes(id: number): Uint16Array {
    return this.#arena.subarray(this.#start[id], this.#start[id + 1])
  }

  #equals(id: number, codes: Uint16Array, length: number): boolean {
    const start = this.#start[id]
    if (this.#start[id + 1] - start !== length) return false
    for (let i = 0; i < length; i++) if (this.#arena[start + i] !== codes[i]) return false
    return true
  }

  #append(hash: number, codes: Uint16Array, length: number): number {
    const id = this.size++
    const start = this.#start[id]
    if (id + 2 > this.#start.length) this.#start = grown(this.#start, id + 2)
    if (id + 1 > this.#hashes.length) this.#hashes = grown(this.#hashes, id + 1)
    if (start + length > this.#arena.length) this.#arena = grown(this.#arena, start + length)
    for (let i = 0; i < length; i++) this.#arena[start + i] = codes[i]
    this.#hashes[id] = hash
    this.#start[id + 1] = start + length
    if (this.size * 2 > this.#slots.length) this.#rehash()
    return id
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1)
    const mask = slots.length - 1
    for (let id = 0; id < this.size; id++) {
      let slot = this.#hashes[id] & mask
      while (slots[slot] >= 0) slot = (slot + 1) & mask
      slots[slot] = id
    }
    this.#slots = slots
  }
}
