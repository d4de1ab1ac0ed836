import type { Corpus } from "../text/corpus.ts"
import { lettersOf } from "../text/spelling.ts"
import type { Clustering } from "./clustering.ts"
import { Crew } from "./crew.ts"
import { members } from "./members.ts"
import { asking } from "./request-of-theme.ts"
import { shared } from "./shared.ts"

/** Groups of messages inside themes that ask for the same thing. */
export interface Requests {
  /** number of each message's request inside its theme, 0 for the largest; -1 where the message has no theme */
  readonly request: Int32Array
  /** for each theme and request the place of a message that speaks for it */
  readonly speakers: ReadonlyArray<ReadonlyArray<number>>
  /** 1 for messages that repeat another of their theme nearly word for word */
  readonly nearCopy: Uint8Array
}

/** Below this many messages a second thread costs more than it brings. */
const MANY = 4_000

/** Same-request groups of every theme, largest first; near copies are found on the way. Deterministic. */
export const requests = (
  corpus: Corpus,
  { theme, themes }: Pick<Clustering, "theme" | "themes">,
  threads = 1
): Requests => {
  const grouped = members(theme, themes)
  const found = shared({
    corpus: { textOf: corpus.textOf, start: corpus.start },
    letters: lettersOf(corpus),
    members: grouped,
    request: new Int32Array(theme.length).fill(-1),
    nearCopy: new Uint8Array(theme.length),
    speakers: new Int32Array(grouped.messages.length),
    counts: new Int32Array(themes)
  })
  const crew = new Crew(theme.length < MANY ? 1 : threads)
  try {
    crew.share(asking, found, themes)
  } finally {
    crew.close()
  }
  const speakers = Array.from(found.counts, (count, one) =>
    Array.from(found.speakers.subarray(grouped.start[one], grouped.start[one] + count))
  )
  return { request: found.request.slice(), speakers, nearCopy: found.nearCopy.slice() }
}
