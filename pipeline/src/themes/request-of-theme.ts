import type { Corpus } from "../text/corpus.ts"
import { type Letters, type Spelling, spellings } from "../text/spelling.ts"
import { Linker, type Spelled } from "./alike.ts"
import type { Task, Work } from "./crew.ts"
import { type Members, ofTheme } from "./members.ts"

/** What the themes of a corpus are searched with, and where their requests are written. */
export interface Asking {
  readonly corpus: Pick<Corpus, "textOf" | "start">
  readonly letters: Letters
  readonly members: Members
  readonly request: Int32Array
  readonly nearCopy: Uint8Array
  /** speakers of theme k: `speakers[members.start[k] ..]`, one a request */
  readonly speakers: Int32Array
  /** requests of each theme */
  readonly counts: Int32Array
}

/** Shorter texts are the same by chance, not copied. */
const COPY_TOKENS = 9

interface Text extends Spelled {
  readonly text: number
  readonly messages: ReadonlyArray<number>
}

const textsOf = (
  corpus: Asking["corpus"],
  messages: Int32Array,
  spell: (text: number) => Spelling
): ReadonlyArray<Text> =>
  Array.from(
    Map.groupBy(messages, (message) => corpus.textOf[message]),
    ([text, same]) => ({
      text,
      messages: same,
      copies: same.length,
      spell: () => spell(text)
    })
  )

const tokensOf = ({ start }: Asking["corpus"], { text }: Text): number => start[text + 1] - start[text]

/** The text of most copies; among equals the one whose length is nearest to the middle one's. */
const speaker = (corpus: Asking["corpus"], texts: ReadonlyArray<Text>): number => {
  const lengths = texts.map((text) => tokensOf(corpus, text)).sort((a, b) => a - b)
  const middle = lengths[lengths.length >> 1]
  const off = (text: Text): number => Math.abs(tokensOf(corpus, text) - middle)
  const [best] = texts.toSorted(
    (a, b) => b.copies - a.copies || off(a) - off(b) || a.messages[0] - b.messages[0]
  )
  return best.messages[0]
}

const sizeOf = (group: ReadonlyArray<Text>): number => group.reduce((sum, { copies }) => sum + copies, 0)

/** Finds the requests of one theme, largest first, and the near copies on the way. */
export const work: Work<Asking> = (asking) => {
  const { corpus, letters, members, request, nearCopy, speakers, counts } = asking
  const spell = spellings(letters)
  const linker = new Linker(letters.words.size)
  return (theme) => {
    const texts = textsOf(corpus, ofTheme(members, theme), spell)
    const { groups, copied } = linker.alike(texts)
    texts.forEach((text, i) => {
      const repeated = (text.copies > 1 || copied.has(i)) && tokensOf(corpus, text) >= COPY_TOKENS
      if (repeated) for (const message of text.messages) nearCopy[message] = 1
    })
    const sorted = groups
      .map((group) => group.map((i) => texts[i]))
      .sort((a, b) => sizeOf(b) - sizeOf(a) || a[0].messages[0] - b[0].messages[0])
    sorted.forEach((group, number) => {
      for (const { messages } of group) for (const message of messages) request[message] = number
      speakers[members.start[theme] + number] = speaker(corpus, group)
    })
    counts[theme] = sorted.length
  }
}

export const asking: Task<Asking> = { url: import.meta.url, work }
