import { Schema } from "effect"
import { ChangeKind, DecisionId } from "./change.ts"
import { PersonId } from "./people.ts"
import { SnapshotId } from "./vocabulary.ts"

/**
 * The stream of what happens (server-sent events): `decision` and `snapshot`, and `reset` where a page was away for so
 * long that it should read everything anew; `here` says that all so far is told. The id of an event is a place in the
 * ledger: a page that lost its connection goes on from `Last-Event-ID`, or from `since` in the address.
 */
export const eventsUrl = "/api/events"

/** Data of a `decision` event: somebody decided; the page reads what it shows of the subject anew. */
export const DecisionEvent = Schema.Struct({
  sequence: Schema.Int,
  id: DecisionId,
  at: Schema.String,
  by: PersonId,
  kind: ChangeKind,
  subject: Schema.String,
  mentions: Schema.Array(Schema.String),
  version: Schema.Int
})
export type DecisionEvent = typeof DecisionEvent.Type

/** Data of a `snapshot` event: it is served from now on, and holds the decisions up to `decided`. */
export const SnapshotEvent = Schema.Struct({ snapshot: SnapshotId, decided: Schema.Int })
export type SnapshotEvent = typeof SnapshotEvent.Type
