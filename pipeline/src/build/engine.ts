import { Context, type Effect } from "effect"
import type { Priority, Service, Verdict } from "@otklik/contract/vocabulary"
import type { DuckDbError } from "@otklik/sql/duckdb"
import type { Repeats } from "../repeats/repeats.ts"
import type { Sayings } from "../repeats/sayings.ts"
import type { Placing } from "../themes/place.ts"
import type { Tally } from "../themes/tally.ts"
import type { Example } from "../triage/verdict.ts"
import type { Constraints, DecisionsContradict } from "../themes/constraints.ts"

/** Reads texts back by their places in the order of message ids, in the order asked for. */
export type TextsOf = (places: Int32Array) => Effect.Effect<ReadonlyArray<string>, DuckDbError>

/** One theme as the engine sees it; other themes by their index, messages by their place. */
export interface ThemeDraft {
  readonly title: string
  readonly keyphrases: ReadonlyArray<string>
  readonly quotes: ReadonlyArray<number>
  /** how alike its messages are, 0 to 1 */
  readonly cohesion: number
  /** the theme that stands for its coarse group */
  readonly coarse: number
  readonly flags: ReadonlyArray<string>
  readonly similar: ReadonlyArray<{ readonly other: number; readonly similarity: number }>
  /** titles of the groups of messages that ask for the same thing, by request number */
  readonly requests: ReadonlyArray<string>
}

/** Themes of a corpus: arrays hold one entry a message in the order of message ids, -1 where there is none. */
export interface Grouping {
  readonly theme: Int32Array
  /** how sure the message belongs, 0 to 1 */
  readonly strength: Float32Array
  readonly request: Int32Array
  readonly nearCopy: Uint8Array
  readonly themes: ReadonlyArray<ThemeDraft>
  /** the number of the theme before that each theme goes on, -1 where it goes on none */
  readonly origin: Int32Array
}

/** What a grouping goes on from, and what it must hold. */
export interface Guidance {
  /** number of each message's theme before, -1 for none; absent in a first build */
  readonly previous: Int32Array | undefined
  /** find the themes anew, whatever they were; decisions hold all the same */
  readonly cold: boolean
  readonly constraints: Constraints
  /** the school of each message as a number, -1 where it is not known */
  readonly schoolOf: Int32Array
  /** worker threads; the result does not depend on them */
  readonly threads: number
}

export interface Judgement {
  readonly verdict: Verdict
  /** of the verdict, 0 to 1 */
  readonly probability: number
  /** the words that decided the verdict, the weightiest first */
  readonly because: ReadonlyArray<string>
  /** 0 to 1 */
  readonly severity: number
  /** the service that the words speak of */
  readonly service: Service | null
}

export type Judge = (text: string, priority: Priority | null) => Judgement

/** Texts read one by one; nothing but numbers is kept of them. */
export interface Reader {
  readonly add: (text: string) => void
  readonly group: (
    textsOf: TextsOf,
    guidance: Guidance
  ) => Effect.Effect<Grouping, Error | DecisionsContradict>
  /** which of the texts read say again what others said */
  readonly repeats: (sayings: Sayings) => Repeats
  /** what the texts read say of the themes that they are in, by the number of each text's theme */
  readonly tally: (numbers: Int32Array) => Tally
  /** places the texts read one by one into themes that are known; no theme begins or changes */
  readonly place: (tally: Tally) => Placing
}

/** What finds themes and judges single messages. */
export class Engine extends Context.Service<
  Engine,
  {
    readonly name: string
    readonly reader: Effect.Effect<Reader>
    /** learns to judge from messages whose verdict people decided, in the order of message ids */
    readonly judge: (examples: ReadonlyArray<Example>) => Judge
  }
>()("pipeline/Engine") {}
