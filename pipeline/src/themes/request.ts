import type { Corpus } from "../text/corpus.ts"
import { type Spelling, spellings } from "../text/spelling.ts"
import { Linker, type Spelled } from "./alike.ts"
import type { Clustering } from "./clustering.ts"
import { members, ofTheme } from "./members.ts"

/** Groups of messages inside themes that ask for the same thing. */
export interface Requests {
  /** number of each message's request inside its theme, 0 for the largest; -1 where the message has no theme */
  readonly request: Int32Array
  /** for each theme and request the place of a message that speaks for it */
  readonly speakers: ReadonlyArray<ReadonlyArray<number>>
  /** 1 for messages that repeat another of their theme nearly word for word */
  readonly nearCopy: Uint8Array
}

/** Shorter texts are the same by chance, not copied. */
const COPY_TOKENS = 9

interface Text extends Spelled {
  readonly text: number
  readonly messages: ReadonlyArray<number>
}

const textsOf = (
  corpus: Corpus,
  messages: Int32Array,
  spell: (text: number) => Spelling
): ReadonlyArray<Text> =>
  Array.from(
    Map.groupBy(messages, (message) => corpus.textOf[message]),
    ([text, same]) => ({
      text,
      messages: same,
      copies: same.length,
      spelling: spell(text)
    })
  )

const tokensOf = ({ start }: Corpus, { text }: Text): number => start[text + 1] - start[text]

/** The text of most copies; among equals the one whose length is nearest to the middle one's. */
const speaker = (corpus: Corpus, texts: ReadonlyArray<Text>): number => {
  const lengths = texts.map((text) => tokensOf(corpus, text)).sort((a, b) => a - b)
  const middle = lengths[lengths.length >> 1]
  const off = (text: Text): number => Math.abs(tokensOf(corpus, text) - middle)
  const [best] = texts.toSorted(
    (a, b) => b.copies - a.copies || off(a) - off(b) || a.messages[0] - b.messages[0]
  )
  return best.messages[0]
}

const sizeOf = (group: ReadonlyArray<Text>): number => group.reduce((sum, { copies }) => sum + copies, 0)

/** Same-request groups of every theme, largest first; near copies are found on the way. Deterministic. */
export const requests = (
  corpus: Corpus,
  { theme, themes }: Pick<Clustering, "theme" | "themes">
): Requests => {
  const spell = spellings(corpus)
  const linker = new Linker()
  const grouped = members(theme, themes)
  const request = new Int32Array(theme.length).fill(-1)
  const nearCopy = new Uint8Array(theme.length)
  const speakers = Array.from({ length: themes }, (_, one) => {
    const texts = textsOf(corpus, ofTheme(grouped, one), spell)
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
    })
    return sorted.map((group) => speaker(corpus, group))
  })
  return { request, speakers, nearCopy }
}
