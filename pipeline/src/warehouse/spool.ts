import { appendFile } from "node:fs/promises"
import { join } from "node:path"
import type { Message } from "../message.ts"
import { arrivalLine } from "./arrival.ts"
import { sortLines } from "./sort-lines.ts"

const heldCharacters = 1 << 20

/** New messages on disk, a file of lines for each month (UTC): memory stays the same for a thousand and for a billion. */
export class Spool {
  readonly #folder: string
  readonly #held = new Map<string, Array<string>>()
  readonly #months = new Set<string>()
  #characters = 0

  constructor(folder: string) {
    this.#folder = folder
  }

  async add(messages: ReadonlyArray<Message>): Promise<void> {
    for (const message of messages) {
      const line = arrivalLine(message)
      const month = message.createdAt.toISOString().slice(0, 7)
      const lines = this.#held.get(month)
      if (lines === undefined) this.#held.set(month, [line])
      else lines.push(line)
      this.#characters += line.length
    }
    if (this.#characters > heldCharacters) await this.#flush()
  }

  async #flush(): Promise<void> {
    for (const [month, lines] of this.#held) {
      this.#months.add(month)
      await appendFile(this.#file(month), lines.join(""))
    }
    this.#held.clear()
    this.#characters = 0
  }

  #file(month: string): string {
    return join(this.#folder, `${month}.lines`)
  }

  /** Writes out what is held; the months that messages came for, in order. */
  async months(): Promise<ReadonlyArray<string>> {
    await this.#flush()
    return [...this.#months].sort()
  }

  /** A month's lines sorted by message id; the unsorted ones are gone. */
  async sorted(month: string): Promise<string> {
    const file = join(this.#folder, `${month}.sorted`)
    await sortLines(this.#file(month), file)
    return file
  }
}
