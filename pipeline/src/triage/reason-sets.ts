/** Numbers the sets of words that decide verdicts: few different ones decide many messages. */
export class ReasonSets {
  readonly #numbers = new Map<string, number>()
  readonly sets: Array<ReadonlyArray<string>>

  /** Goes on from sets that have numbers already, 1 and up. */
  constructor(known: ReadonlyArray<ReadonlyArray<string>> = []) {
    this.sets = [...known]
    known.forEach((words, i) => this.#numbers.set(words.join("\n"), i + 1))
  }

  /** The number of a set, 0 for none. */
  of(words: ReadonlyArray<string>): number {
    if (words.length === 0) return 0
    const key = words.join("\n")
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.sets.push(words)
    this.#numbers.set(key, this.sets.length)
    return this.sets.length
  }
}
