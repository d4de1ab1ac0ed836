/** What a fit may not do, in the numbers of its start. */
export interface Bounds {
  /** texts that stay where they start */
  readonly frozen: Uint8Array
  /** theme where each text is at home, -1 for new texts: it leaves only for a clearly likelier one */
  readonly home: Int32Array
  readonly apart: Apart
}

/** Pairs of themes that may not join, kept up to date as others join. */
export class Apart {
  /** themes below this have names that people know: none joins another of them */
  readonly old: number
  readonly #locked = new Set<number>()
  /** new themes that took an old one in, and go by its name */
  readonly #named = new Set<number>()
  readonly #pairs = new Map<number, Set<number>>()

  constructor(old = 0) {
    this.old = old
  }

  /** The theme joins no other. */
  lock(theme: number): void {
    this.#locked.add(theme)
  }

  forbid(a: number, b: number): void {
    this.#of(a).add(b)
    this.#of(b).add(a)
  }

  has(a: number, b: number): boolean {
    if (this.#isKnown(a) && this.#isKnown(b)) return true
    return this.#locked.has(a) || this.#locked.has(b) || this.#pairs.get(a)?.has(b) === true
  }

  /** Theme b became part of theme a: what stood against b stands against a. */
  join(a: number, b: number): void {
    if (this.#isKnown(b)) this.#named.add(a)
    for (const other of this.#pairs.get(b) ?? []) this.forbid(a, other)
  }

  /** The same under other numbers: `name[theme]` is what it is called here. */
  named(name: Int32Array): Pick<Apart, "has" | "join"> {
    return { has: (a, b) => this.has(name[a], name[b]), join: (a, b) => this.join(name[a], name[b]) }
  }

  #isKnown(theme: number): boolean {
    return theme < this.old || this.#named.has(theme)
  }

  #of(theme: number): Set<number> {
    const known = this.#pairs.get(theme) ?? new Set<number>()
    this.#pairs.set(theme, known)
    return known
  }
}

/** No bounds at all. */
export const unbound = (texts: number): Bounds => ({
  frozen: new Uint8Array(texts),
  home: new Int32Array(texts).fill(-1),
  apart: new Apart()
})
