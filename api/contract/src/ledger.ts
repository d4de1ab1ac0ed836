import { Effect, Schema } from "effect"
import { Change, ChangeKind, DecisionId, Tag, Told, Words } from "./change.ts"
import { PersonId } from "./people.ts"
import { Cursor, Limit, type Route } from "./route.ts"
import { SnapshotId, Stage, ThemeId, Verdict } from "./vocabulary.ts"

/** How many decisions there were on a subject when somebody looked at it. */
export const Version = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 1_000_000_000 }))
const SubjectName = Schema.String.check(
  Schema.isPattern(/^(?:T\d{1,9}|[0-9a-f]{32}|(?:tag|proposal|model|reading):[^\0]{1,190})$/u)
)
const Reason = Schema.optionalKey(Words(1_000))

/** What somebody wants to decide. */
export const Proposed = Schema.Struct({
  id: DecisionId,
  change: Change,
  /** the version of its subject that was looked at when deciding; 0 where nothing had been decided of it */
  version: Version,
  /** the snapshot that was looked at; the one that is served, unless told */
  snapshot: Schema.optionalKey(SnapshotId),
  reason: Reason
})
export type Proposed = typeof Proposed.Type

/** One line of the ledger. */
export const Entry = Schema.Struct({
  /** its place in the ledger, 1 and up without gaps */
  sequence: Schema.Int,
  id: DecisionId,
  at: Schema.String,
  by: PersonId,
  change: Told,
  /** how many messages a split names */
  messages: Schema.optionalKey(Schema.Int),
  subject: Schema.String,
  /** of the subject, after this decision */
  version: Schema.Int,
  snapshot: Schema.NullOr(SnapshotId),
  reason: Schema.NullOr(Schema.String),
  /** what the change set before; null where nothing was */
  before: Schema.Unknown,
  /** the decision that undid this one and holds */
  undoneBy: Schema.NullOr(DecisionId),
  /** true until a snapshot is served whose build held it: «учтено при следующем пересчёте» */
  pending: Schema.Boolean
})
export type Entry = typeof Entry.Type

/** What holds of one theme, message or tag by all that was decided of it; what nobody decided is absent. */
export const State = Schema.Struct({
  subject: Schema.String,
  /** decisions on it so far: a change is made on this version */
  version: Schema.Int,
  verdict: Schema.optionalKey(Verdict),
  title: Schema.optionalKey(Schema.String),
  /** the theme that a message was moved to */
  theme: Schema.optionalKey(ThemeId),
  /** the theme or tag that this one became part of */
  merged: Schema.optionalKey(Schema.String),
  locked: Schema.optionalKey(Schema.Boolean),
  stage: Schema.optionalKey(Stage),
  assignee: Schema.optionalKey(PersonId),
  effort: Schema.optionalKey(Schema.Finite),
  weight: Schema.optionalKey(Schema.Finite),
  tags: Schema.optionalKey(Schema.Array(Tag)),
  watchers: Schema.optionalKey(Schema.Array(PersonId)),
  notes: Schema.optionalKey(
    Schema.Array(
      Schema.Struct({
        id: DecisionId,
        by: PersonId,
        at: Schema.String,
        text: Schema.String,
        mentions: Schema.Array(PersonId)
      })
    )
  ),
  links: Schema.optionalKey(
    Schema.Array(
      Schema.Struct({
        id: DecisionId,
        by: PersonId,
        at: Schema.String,
        url: Schema.String,
        title: Schema.NullOr(Schema.String)
      })
    )
  ),
  /** a tag of the taxonomy */
  defined: Schema.optionalKey(Schema.Boolean),
  /** whether themes found anew are taken over, and those of single changes, by the theme that each is about */
  accepted: Schema.optionalKey(Schema.Boolean),
  changes: Schema.optionalKey(Schema.Record(ThemeId, Schema.Boolean)),
  /** hash of the scoring model that was published under this name */
  model: Schema.optionalKey(Schema.String)
})
export type State = typeof State.Type

const Written = Schema.Struct({ decisions: Schema.Array(Entry) })

export const decide = {
  method: "POST",
  url: "/api/decisions",
  summary:
    "Records decisions, all or none. The same id again answers the same; a version that has moved on in the same trait is 409 with the other decision as `conflict`",
  access: "read_messages",
  schema: {
    body: Schema.Struct({ decisions: Schema.NonEmptyArray(Proposed).check(Schema.isMaxLength(500)) }),
    response: { 200: Written }
  }
} as const satisfies Route

export const undo = {
  method: "POST",
  url: "/api/decisions/:id/undo",
  summary: "Undoes a decision by another one; an undo can be undone too",
  access: "read_messages",
  schema: {
    params: Schema.Struct({ id: DecisionId }),
    body: Schema.Struct({ id: DecisionId, version: Version, reason: Reason }),
    response: { 200: Written }
  }
} as const satisfies Route

export const decisions = {
  method: "GET",
  url: "/api/decisions",
  summary: "The ledger of decisions, newest first",
  access: "read_messages",
  schema: {
    querystring: Schema.Struct({
      /** a theme's or message's id, or `tag:` and a name: decisions that only mention it are there too */
      subject: Schema.optionalKey(SubjectName),
      person: Schema.optionalKey(PersonId),
      kind: Schema.optionalKey(ChangeKind),
      /** sequence of the last decision that is already known */
      since: Schema.optionalKey(
        Schema.FiniteFromString.check(
          Schema.isInt(),
          Schema.isBetween({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })
        )
      ),
      limit: Limit,
      cursor: Cursor
    }),
    response: {
      200: Schema.Struct({
        /** sequence of the last decision of all */
        last: Schema.Int,
        items: Schema.Array(Entry),
        next: Schema.NullOr(Schema.String)
      })
    }
  }
} as const satisfies Route

export const states = {
  method: "GET",
  url: "/api/states",
  summary: "What holds of some themes, messages or tags by all that was decided of them, and their versions",
  access: "read_messages",
  schema: {
    querystring: Schema.Struct({
      /** up to 200 names with commas between; those nobody decided of are answered with version 0 */
      subjects: Schema.String.check(Schema.isMaxLength(8_000), Schema.isPattern(/^[^\0]+$/u))
    }),
    response: { 200: Schema.Struct({ items: Schema.Array(State) }) }
  }
} as const satisfies Route

const Since = Schema.FiniteFromString.check(
  Schema.isInt(),
  Schema.isBetween({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })
).pipe(Schema.withDecodingDefaultKey(Effect.succeed("0")))

export const changes = {
  method: "GET",
  url: "/api/changes",
  summary:
    "What others decided since a place in the ledger («что изменилось с моего прошлого захода»), by subject",
  access: "read_messages",
  schema: {
    querystring: Schema.Struct({ since: Since }),
    response: {
      200: Schema.Struct({
        /** pass it as `since` the next time */
        last: Schema.Int,
        /** true where more was decided than is told here */
        more: Schema.Boolean,
        /** the subject last decided of first */
        subjects: Schema.Array(
          Schema.Struct({
            subject: Schema.String,
            title: Schema.NullOr(Schema.String),
            decisions: Schema.Array(Entry)
          })
        )
      })
    }
  }
} as const satisfies Route
