import { Effect, Redacted, Stream } from "effect"
import type { Normal } from "../message.ts"
import { redact as redactBy } from "./redact.ts"
import { Secret } from "./secret.ts"

/** Records to messages that may be stored, with the key of `Secret`. */
export const redact = <E, R>(records: Stream.Stream<Normal, E, R>) =>
  Stream.unwrap(
    Effect.map(Secret, ({ key }) => {
      const one = redactBy(Redacted.value(key))
      return Stream.map(records, one)
    })
  )
