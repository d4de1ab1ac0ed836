import { campaigns } from "./campaigns.ts"
import { echoes } from "./echoes.ts"
import type { Stemmed } from "./likeness.ts"
import type { Sayings } from "./sayings.ts"

/** Which messages say again what was said, in the order of message ids. */
export interface Repeats {
  /** place of the message that the same person said before, -1 for none */
  readonly echo: Int32Array
  /** 1 for the near copies of a campaign */
  readonly campaign: Uint8Array
}

export const repeats = (corpus: Stemmed, sayings: Sayings): Repeats => ({
  echo: echoes(corpus, sayings),
  campaign: campaigns(corpus, sayings)
})
