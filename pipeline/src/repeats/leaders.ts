import { copied, Likeness, type Stemmed } from "./likeness.ts"

/** Bands of rows: texts with four stems of five in common meet in one of the bands 97 times of 100. */
const BANDS = 6
const ROWS = 3
const HASHES = BANDS * ROWS

const mixed = (number: number, salt: number): number => {
  let hash = Math.imul(number ^ Math.imul(salt + 1, 0x9e3779b1), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** The smallest hash of a text's stems under each of several hash functions (MinHash; Broder 1997). */
const sketcher = ({ start, stemOf, stems, tokens }: Stemmed) => {
  const hashes = Uint32Array.from({ length: stems.length * HASHES }, (_, i) =>
    mixed(Math.floor(i / HASHES), i % HASHES)
  )
  const sketch = new Uint32Array(HASHES)
  return (text: number): Uint32Array => {
    sketch.fill(0xffffffff)
    for (let i = start[text]; i < start[text + 1]; i++) {
      const from = stemOf[tokens[i]] * HASHES
      for (let h = 0; h < HASHES; h++) if (hashes[from + h] < sketch[h]) sketch[h] = hashes[from + h]
    }
    return sketch
  }
}

/** The first text of each band of hashes. */
class Bands {
  readonly #slots: Int32Array
  readonly #keys: Uint32Array

  constructor(texts: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(16, texts * BANDS * 1.5)))
    this.#slots = new Int32Array(size).fill(-1)
    this.#keys = new Uint32Array(size)
  }

  /** The slot of a band; -1 is in it where the band is new. */
  slot(sketch: Uint32Array, band: number): number {
    let key = band
    for (let row = 0; row < ROWS; row++) key = mixed(key ^ sketch[band * ROWS + row], row)
    const mask = this.#slots.length - 1
    let slot = key & mask
    while (this.#slots[slot] >= 0 && this.#keys[slot] !== key) slot = (slot + 1) & mask
    this.#keys[slot] = key
    return slot
  }

  at(slot: number): number {
    return this.#slots[slot]
  }

  put(slot: number, text: number): void {
    this.#slots[slot] = text
  }
}

/**
 * The text that each text of at least so many tokens repeats nearly word for word, itself where it is the first;
 * -1 for shorter ones. A text is held against the first text of each of its bands alone, so that the time is linear.
 */
export const leaders = (corpus: Stemmed, leastTokens: number): Int32Array => {
  const { start } = corpus
  const texts = start.length - 1
  const sketchOf = sketcher(corpus)
  const bands = new Bands(texts)
  const likeness = new Likeness(corpus, copied)
  const leader = new Int32Array(texts).fill(-1)
  const slots = new Int32Array(BANDS)
  for (let text = 0; text < texts; text++) {
    if (start[text + 1] - start[text] < leastTokens) continue
    const sketch = sketchOf(text)
    let found = -1
    likeness.hold(text)
    for (let band = 0; band < BANDS; band++) {
      slots[band] = bands.slot(sketch, band)
      const other = bands.at(slots[band])
      if (found < 0 && other >= 0 && likeness.repeats(other)) found = other
    }
    leader[text] = found < 0 ? text : leader[found]
    for (const slot of slots) if (bands.at(slot) < 0) bands.put(slot, text)
  }
  return leader
}
