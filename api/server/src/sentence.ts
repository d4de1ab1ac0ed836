import type { IncomingHttpHeaders } from "node:http"

/** One sentence for people in both languages. */
export interface Sentence {
  readonly ru: string
  readonly en: string
}

export type Tongue = keyof Sentence

/** The language of an answer's sentences by Accept-Language: Russian unless English is preferred to it. */
export const tongueOf = (headers: IncomingHttpHeaders): Tongue => {
  const weights = (headers["accept-language"] ?? "").split(",").map((range) => {
    const [tag = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase())
    const quality = parameters.find((part) => part.startsWith("q="))?.slice(2)
    return { tag: tag.split("-")[0], weight: quality === undefined ? 1 : Number(quality) || 0 }
  })
  const weightOf = (tag: Tongue) =>
    Math.max(0, ...weights.filter((it) => it.tag === tag).map((it) => it.weight))
  return weightOf("en") > weightOf("ru") ? "en" : "ru"
}
