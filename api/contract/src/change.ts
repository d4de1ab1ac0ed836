import { Schema } from "effect"
import { PersonId } from "./people.ts"
import { MessageId, SnapshotId, Stage, ThemeId, Verdict } from "./vocabulary.ts"

/** Identity of a decision, made by whoever decides: the same sent twice is one. */
export const DecisionId = Schema.String.check(
  Schema.isPattern(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u)
).pipe(Schema.brand("DecisionId"))
export type DecisionId = typeof DecisionId.Type

/** What people write: at least one visible character, and none that a database cannot keep. */
export const Words = (most: number) =>
  Schema.String.check(Schema.isMaxLength(most), Schema.isPattern(/^[^\0\p{Cs}]*[^\s\0\p{Cs}][^\0\p{Cs}]*$/u))

/** The name of a tag is its identity: lower case, one space between words. */
export const Tag = Schema.String.check(
  Schema.isMaxLength(60),
  Schema.isPattern(/^[\p{Ll}\p{Lo}\p{N}]+(?:[ ./+–-][\p{Ll}\p{Lo}\p{N}]+)*$/u)
).pipe(Schema.brand("Tag"))
export type Tag = typeof Tag.Type

const Web = Schema.String.check(
  Schema.isMaxLength(2_000),
  Schema.isPattern(/^https?:\/\/[^\s\0\p{Cs}"<>]+$/u)
)
const About = Schema.Union([ThemeId, MessageId])
const kind = <K extends string>(name: K) => ({ kind: Schema.Literal(name) })

const split = {
  ...kind("split"),
  theme: ThemeId,
  into: Schema.optionalKey(ThemeId),
  /** of the theme that they make, where there is none yet */
  title: Schema.optionalKey(Words(80))
}
const Split = Schema.Struct({
  ...split,
  messages: Schema.NonEmptyArray(MessageId).check(Schema.isMaxLength(100_000))
})

/** Changes that builds hold for ever: see decisions.ts for what each means. */
const held = [
  Schema.Struct({ ...kind("verdict"), message: MessageId, verdict: Verdict }),
  Schema.Struct({ ...kind("theme_verdict"), theme: ThemeId, verdict: Verdict }),
  Schema.Struct({ ...kind("pin"), message: MessageId, theme: ThemeId }),
  Schema.Struct({ ...kind("must_link"), a: MessageId, b: MessageId }),
  Schema.Struct({ ...kind("cannot_link"), a: MessageId, b: MessageId }),
  Schema.Struct({ ...kind("merge"), from: ThemeId, into: ThemeId }),
  Split,
  Schema.Struct({ ...kind("rename"), theme: ThemeId, title: Words(80) }),
  Schema.Struct({ ...kind("lock"), theme: ThemeId }),
  Schema.Struct({ ...kind("forbid_merge"), a: ThemeId, b: ThemeId }),
  /** person-days; null: not estimated */
  Schema.Struct({
    ...kind("effort"),
    theme: ThemeId,
    days: Schema.NullOr(Schema.Finite.check(Schema.isBetween({ minimum: 0.5, maximum: 2_000 })))
  }),
  /** of themes found anew one change, or all that are not decided by themselves */
  Schema.Struct({
    ...kind("proposal"),
    snapshot: SnapshotId,
    theme: Schema.optionalKey(ThemeId),
    accept: Schema.Boolean
  })
] as const

/** Changes that hold at once and that no build needs. */
const kept = [
  /**
   * what somebody reads in a message without being told whether, or how, another decided it: its verdict where nobody
   * had, else a second reading beside the verdict, which stays
   */
  Schema.Struct({ ...kind("reading"), message: MessageId, verdict: Verdict }),
  /** what it is about carries the tag from now on, or no longer */
  Schema.Struct({ ...kind("tag"), about: About, tag: Tag }),
  Schema.Struct({ ...kind("untag"), about: About, tag: Tag }),
  Schema.Struct({
    ...kind("note"),
    about: About,
    text: Words(5_000),
    mentions: Schema.optionalKey(Schema.Array(PersonId).check(Schema.isMaxLength(50)))
  }),
  Schema.Struct({ ...kind("link"), about: About, url: Web, title: Schema.optionalKey(Words(200)) }),
  Schema.Struct({ ...kind("stage"), theme: ThemeId, stage: Stage }),
  /** null: nobody's any more */
  Schema.Struct({ ...kind("assign"), theme: ThemeId, person: Schema.NullOr(PersonId) }),
  /** how much the city's own plans ask for it, 0 to 10; null: they say nothing */
  Schema.Struct({
    ...kind("weight"),
    theme: ThemeId,
    weight: Schema.NullOr(Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 10 })))
  }),
  /** whoever decides it is told of the theme from now on, or no longer */
  Schema.Struct({ ...kind("watch"), theme: ThemeId, on: Schema.Boolean }),
  /** the taxonomy has this tag from now on */
  Schema.Struct({ ...kind("tag_new"), tag: Tag }),
  /** what carries `from` carries `into` */
  Schema.Struct({ ...kind("tag_merge"), from: Tag, into: Tag }),
  Schema.Struct({
    ...kind("model"),
    name: Words(100),
    hash: Schema.String.check(Schema.isPattern(/^[0-9a-f]{16,64}$/u))
  })
] as const

/** Undoing is a change too, and can itself be undone. */
export const Undo = Schema.Struct({ ...kind("undo"), undoes: DecisionId })

/** What one decision changes. */
export const Change = Schema.Union([...held, ...kept, Undo])
export type Change = typeof Change.Type

/** A change as it is told: of a split the first hundred messages, none where some may be of other schools. */
export const Told = Schema.Union([
  Schema.Struct({ ...split, messages: Schema.Array(MessageId) }),
  ...held,
  ...kept,
  Undo
])
export type ChangeKind = Change["kind"]

export const ChangeKind = Schema.Literals([
  ...held.map(({ fields }) => fields.kind.literal),
  ...kept.map(({ fields }) => fields.kind.literal),
  "undo"
])

const heldKinds: ReadonlySet<string> = new Set(held.map(({ fields }) => fields.kind.literal))

/** Whether builds hold this kind of change: until the next one it is pending. */
export const isHeld = (change: { readonly kind: string }): boolean => heldKinds.has(change.kind)

/** What a change is about: a theme's id, a message's id, or `tag:`, `proposal:`, `model:` or `reading:` and its name. */
export type Subject = string

/** Second readings have a subject of their own: their versions tell nothing of the decisions on the message. */
export const readingOf = (message: string): Subject => `reading:${message}`

type Named = Exclude<Change, { readonly kind: "undo" }>

/** The one thing whose version a change is made on. */
export const subjectOf = (change: Named): Subject => {
  if ("about" in change) return change.about
  if (change.kind === "reading") return readingOf(change.message)
  if ("message" in change) return change.message
  if (change.kind === "tag_new") return `tag:${change.tag}`
  if (change.kind === "tag_merge") return `tag:${change.from}`
  if (change.kind === "proposal") return `proposal:${change.snapshot}`
  if (change.kind === "model") return `model:${change.name}`
  if ("theme" in change) return change.theme
  return "a" in change ? change.a : change.from
}

/** A split of more messages stands in the history of its themes alone. */
const mentionedMost = 500

/** What else a change concerns: it stands in their history too. */
export const mentionsOf = (change: Change): ReadonlyArray<Subject> => {
  switch (change.kind) {
    case "reading":
      return [change.message]
    case "pin":
      return [change.theme]
    case "proposal":
      return change.theme === undefined ? [] : [change.theme]
    case "must_link":
    case "cannot_link":
    case "forbid_merge":
      return [change.b]
    case "merge":
      return [change.into]
    case "tag_merge":
      return [`tag:${change.into}`]
    case "split":
      return [
        ...(change.into === undefined ? [] : [change.into]),
        ...(change.messages.length > mentionedMost ? [] : change.messages)
      ]
    default:
      return []
  }
}

/**
 * The one trait of its subject that a change sets: two changes of the same trait contradict each other, others go
 * together. Null where nothing is set that another could set.
 */
export const traitOf = (change: Named): string | null => {
  switch (change.kind) {
    case "verdict":
    case "reading":
    case "theme_verdict":
      return "verdict"
    case "pin":
      return "place"
    case "merge":
    case "tag_merge":
      return "merged"
    case "rename":
      return "title"
    case "tag":
    case "untag":
      return `tag ${change.tag}`
    case "assign":
      return "assignee"
    case "proposal":
      return change.theme === undefined ? "proposal" : `proposal ${change.theme}`
    case "lock":
    case "stage":
    case "effort":
    case "weight":
    case "tag_new":
    case "model":
      return change.kind
    default:
      return null
  }
}
