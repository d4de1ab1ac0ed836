import { Schema } from "effect"
import { MessageId, SnapshotId, ThemeId, Verdict as VerdictOf } from "./vocabulary.ts"

const Seq = Schema.Int.check(Schema.isGreaterThan(0))
const Instant = Schema.String.check(
  Schema.isPattern(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/u)
)

const Title = Schema.String.check(Schema.isPattern(/\S/u), Schema.isMaxLength(80))

/** What every decision says of itself: its number, given once in a store, when it was made and by whom. */
const told = {
  seq: Seq,
  at: Instant,
  by: Schema.String.check(Schema.isNonEmpty(), Schema.isMaxLength(200))
}

/** The two messages are in one theme. */
export const MustLink = Schema.Struct({
  ...told,
  kind: Schema.Literal("must_link"),
  a: MessageId,
  b: MessageId
})

/** The two messages are never in one theme. */
export const CannotLink = Schema.Struct({
  ...told,
  kind: Schema.Literal("cannot_link"),
  a: MessageId,
  b: MessageId
})

/** The message is in the theme. */
export const Pin = Schema.Struct({ ...told, kind: Schema.Literal("pin"), message: MessageId, theme: ThemeId })

/** The theme goes on in every build, and nothing that was found apart from it joins it as a whole. */
export const Lock = Schema.Struct({ ...told, kind: Schema.Literal("lock"), theme: ThemeId })

/** Both themes go on in every build and never become one. */
export const ForbidMerge = Schema.Struct({
  ...told,
  kind: Schema.Literal("forbid_merge"),
  a: ThemeId,
  b: ThemeId
})

/** The theme goes on in every build under this title; the last one given counts. */
export const Rename = Schema.Struct({
  ...told,
  kind: Schema.Literal("rename"),
  theme: ThemeId,
  title: Title
})

/** All messages of `from` are messages of `into`; `from` is no theme any more and its number is not given again. */
export const Merge = Schema.Struct({ ...told, kind: Schema.Literal("merge"), from: ThemeId, into: ThemeId })

/** These messages leave the theme: for the theme `into`, or for a new one that the next build numbers; `title` is its name. */
export const Split = Schema.Struct({
  ...told,
  kind: Schema.Literal("split"),
  theme: ThemeId,
  messages: Schema.NonEmptyArray(MessageId),
  into: Schema.optionalKey(ThemeId),
  title: Schema.optionalKey(Title)
})

/** The message is of this verdict whatever its words say, and an example to judge others by; the last one given counts. */
export const Verdict = Schema.Struct({
  ...told,
  kind: Schema.Literal("verdict"),
  message: MessageId,
  verdict: VerdictOf
})

/** The theme goes on in every build with this verdict, whatever its messages are; the last one given counts. */
export const ThemeVerdict = Schema.Struct({
  ...told,
  kind: Schema.Literal("theme_verdict"),
  theme: ThemeId,
  verdict: VerdictOf
})

/** Person-weeks that planners expect the theme's request to take; the last one given counts, null takes it back. */
export const Effort = Schema.Struct({
  ...told,
  kind: Schema.Literal("effort"),
  theme: ThemeId,
  weeks: Schema.NullOr(Schema.Finite.check(Schema.isBetween({ minimum: 0.1, maximum: 1_000 })))
})

/**
 * Of the themes that were found anew in `snapshot`, those of one change, or of all that nothing else is said of, are
 * taken over or not: its messages go where they were found, and stay there.
 */
export const Proposal = Schema.Struct({
  ...told,
  kind: Schema.Literal("proposal"),
  snapshot: SnapshotId,
  theme: Schema.optionalKey(ThemeId),
  accept: Schema.Boolean
})

/**
 * The earlier decision `undoes` holds no more. The next build puts the messages of a merge or split back where they
 * were in the last snapshot before it, while that is kept; what builds did by others stays until something changes it.
 */
export const Undo = Schema.Struct({ ...told, kind: Schema.Literal("undo"), undoes: Seq })

/** One line of `decisions/*.ndjson` in the store: what a person decided about themes. Builds hold it for ever. */
export const Decision = Schema.Union([
  MustLink,
  CannotLink,
  Pin,
  Lock,
  ForbidMerge,
  Rename,
  Merge,
  Split,
  Verdict,
  ThemeVerdict,
  Effort,
  Proposal,
  Undo
])
export type Decision = typeof Decision.Type
