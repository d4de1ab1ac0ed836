import { Effect, Stream } from "effect"
import { Source } from "./source.ts"

/** Every record of the source at hand, in the order of its file. */
export const extract = Stream.unwrap(Effect.map(Source, ({ pull }) => pull))
