import { Schema } from "effect"
import { DecisionId } from "./change.ts"
import { Version } from "./ledger.ts"
import { MessageItem } from "./messages.ts"
import { Cursor, Limit, type Route } from "./route.ts"
import { SnapshotId, ThemeId } from "./vocabulary.ts"

/** `proposal.json` of a store: the last snapshot whose themes were found anew, and what came of it. */
export const ProposalFile = Schema.Struct({
  snapshot: SnapshotId,
  /** messages that it was found in */
  messages: Schema.Int,
  state: Schema.Literals(["waiting", "rejected", "accepted"])
})
export type ProposalFile = typeof ProposalFile.Type

const Named = Schema.Struct({ theme: ThemeId, title: Schema.String })

/**
 * How one theme would change: `new` ones come out of others, `split` ones mostly out of one, `merged` ones become part
 * of one, `gone` ones go to several or none.
 */
export const ProposedChange = Schema.Struct({
  /** the theme that it is about: each message that would move belongs to one change */
  theme: ThemeId,
  kind: Schema.Literals(["new", "split", "merged", "gone", "grew", "shrank"]),
  /** where the messages come from and go to, the most first, at most ten each */
  from: Schema.Array(Named),
  to: Schema.Array(Named),
  messages: Schema.Int,
  /** of the themes that they come from; of the theme itself where it grew or shrank */
  share: Schema.Finite,
  /** null until it is decided */
  accepted: Schema.NullOr(Schema.Boolean),
  /** decided, and no build has heard of it yet */
  pending: Schema.Boolean,
  decision: Schema.NullOr(DecisionId),
  /** the decision is of all that nothing else is said of */
  whole: Schema.Boolean
})
export type ProposedChange = typeof ProposedChange.Type

export const Proposal = Schema.Struct({
  snapshot: SnapshotId,
  /** newest message of it */
  asOf: Schema.String,
  /** of its subject `proposal:` and the snapshot: decisions are made on it */
  version: Version,
  messages: Schema.Int,
  moved: Schema.Int,
  themes: Schema.Int,
  /** changes that nobody has decided */
  open: Schema.Int,
  total: Schema.Int,
  /** the largest first */
  changes: Schema.Array(ProposedChange),
  next: Schema.NullOr(Schema.String)
})
export type Proposal = typeof Proposal.Type

export const proposals = {
  method: "GET",
  url: "/api/proposals",
  summary: "Themes that were found anew and wait for people, theme by theme; null where none wait",
  access: "read_backlog",
  schema: {
    querystring: Schema.Struct({ limit: Limit, cursor: Cursor }),
    response: { 200: Schema.Struct({ proposal: Schema.NullOr(Proposal) }) }
  }
} as const satisfies Route

export const proposedMessages = {
  method: "GET",
  url: "/api/proposals/:id/messages",
  summary: "Messages that the change of a theme would move, as far as the reader may see them",
  access: "read_messages",
  schema: {
    params: Schema.Struct({ id: ThemeId }),
    querystring: Schema.Struct({ limit: Limit, cursor: Cursor }),
    response: {
      200: Schema.Struct({
        snapshot: SnapshotId,
        total: Schema.Int,
        items: Schema.Array(
          Schema.Struct({
            message: MessageItem,
            from: Schema.NullOr(ThemeId),
            to: Schema.NullOr(ThemeId)
          })
        ),
        next: Schema.NullOr(Schema.String)
      })
    }
  }
} as const satisfies Route

/** What was decided of one change of themes found anew: what is said of it alone counts before what is said of all. */
export const rulingOn = <A extends { readonly theme?: ThemeId }>(
  said: ReadonlyArray<A>,
  theme: ThemeId
): A | undefined =>
  said.findLast((one) => one.theme === theme) ?? said.findLast((one) => one.theme === undefined)
