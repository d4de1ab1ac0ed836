import { seed } from "../text/seed.ts"

const written = new Map(seed("acronyms").map(({ acronym }) => [acronym.toLowerCase(), acronym]))

/** A phrase with the acronyms of sql/seeds written as they should be, whatever the writer's haste. */
export const acronyms = (phrase: string): string =>
  phrase.replace(/[\p{L}\p{N}]+(?:\.\p{L}+)*/gu, (word) => written.get(word.toLowerCase()) ?? word)
