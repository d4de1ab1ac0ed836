import type { Change, DecisionId } from "@otklik/contract/change"
import { mentionsOf, subjectOf, traitOf } from "@otklik/contract/change"
import type { Proposed } from "@otklik/contract/ledger"
import type { PersonId } from "@otklik/contract/people"
import { type Transition, transition } from "@otklik/contract/requests"
import type { SnapshotId, Stage } from "@otklik/contract/vocabulary"
import { aboutOf, apply, fold, judgement, type Holding, type Present, undoers } from "./present.ts"
import type { Row, Written } from "./row.ts"

/** A decision that somebody wants the ledger to take. */
export interface Draft extends Omit<Proposed, "snapshot"> {
  readonly by: PersonId
  readonly snapshot: SnapshotId | null
  readonly school: string | null
}

/** Why a decision is not taken. Nothing of what was sent with it is. */
export type Refusal = { readonly draft: DecisionId } & (
  | { readonly why: "conflict"; readonly subject: string; readonly version: number }
  | { readonly why: "ahead"; readonly version: number }
  | { readonly why: "reused" | "itself" | "unknown" }
  | { readonly why: "merged"; readonly theme: string; readonly into: string }
  | { readonly why: "locked" | "unknown-tag" | "known-tag"; readonly subject: string }
  | { readonly why: "apart"; readonly a: string; readonly b: string }
  | { readonly why: "undone"; readonly undoneBy: DecisionId }
  | { readonly why: "stage"; readonly from: Stage; readonly to: Stage; readonly transition: Transition }
)

type Named = Exclude<Change, { readonly kind: "undo" }>

/** What the ledger holds of all that some drafts concern; grows with each that is taken. */
export interface World {
  readonly presents: Map<string, Present>
  /** every decision on the subjects of those that are undone, and on messages that are read, in order */
  readonly histories: Map<string, Array<Row | Written>>
}

/** Everything of which the present must be known to judge a change. */
export const concerns = (change: Named): ReadonlyArray<string> => {
  const mentioned = change.kind === "split" ? [change.into ?? change.theme] : mentionsOf(change)
  const tag = "tag" in change ? [`tag:${change.tag}`] : []
  return [subjectOf(change), ...mentioned, ...tag]
}

const stateIn = ({ presents }: World, subject: string): Holding => presents.get(subject)?.state ?? {}

type Why = Refusal extends infer R ? (R extends Refusal ? Omit<R, "draft"> : never) : never

/** Nothing is decided any more of what became part of something else. */
const mergedAway = (world: World, change: Named): Why | null => {
  if (change.kind === "untag") return null
  for (const theme of concerns(change)) {
    const into = stateIn(world, theme).merged
    if (into !== undefined && change.kind !== "tag_merge") return { why: "merged", theme, into }
    if (into !== undefined && theme !== subjectOf(change)) return { why: "merged", theme, into }
  }
  return null
}

const merging = (world: World, from: string, into: string): Why | null => {
  if (from === into) return { why: "itself" }
  if (stateIn(world, from).locked) return { why: "locked", subject: from }
  const apart = stateIn(world, from).apart?.includes(into) || stateIn(world, into).apart?.includes(from)
  return apart ? { why: "apart", a: from, b: into } : null
}

const moving = (
  world: World,
  { stage, theme }: Extract<Change, { kind: "stage" }>,
  reason?: string
): Why | null => {
  const from = stateIn(world, theme).stage ?? "new"
  const way = transition(from, stage)
  const open = way === "free" || (way === "reasoned" && reason !== undefined)
  return open ? null : { why: "stage", from, to: stage, transition: way }
}

const knownTag = (world: World, tag: string): Why | null =>
  stateIn(world, `tag:${tag}`).defined ? null : { why: "unknown-tag", subject: tag }

/** Whether a change makes sense by what holds now. */
const sensible = (world: World, change: Named, reason: string | undefined): Why | null => {
  switch (change.kind) {
    case "merge":
      return merging(world, change.from, change.into)
    case "must_link":
    case "cannot_link":
    case "forbid_merge":
      return change.a === change.b ? { why: "itself" } : null
    case "split":
      return change.theme === change.into ? { why: "itself" } : null
    case "stage":
      return moving(world, change, reason)
    case "tag":
      return knownTag(world, change.tag)
    case "tag_new":
      return stateIn(world, `tag:${change.tag}`).defined ? { why: "known-tag", subject: change.tag } : null
    case "tag_merge":
      return change.from === change.into
        ? { why: "itself" }
        : (knownTag(world, change.from) ?? knownTag(world, change.into))
    default:
      return null
  }
}

const stale = (present: Present | undefined, trait: string | null, version: number): Why | null => {
  const now = present?.version ?? 0
  if (version > now) return { why: "ahead", version: now }
  const touched = trait === null ? 0 : (present?.touched[trait] ?? 0)
  return present !== undefined && touched > version
    ? { why: "conflict", subject: present.subject, version: touched }
    : null
}

const valueOf = (state: Holding, change: Named, by: PersonId): unknown => {
  if (change.kind === "tag" || change.kind === "untag") return state.tags?.includes(change.tag) ?? false
  if (change.kind === "watch") return state.watchers?.includes(by) ?? false
  if (change.kind === "proposal" && change.theme !== undefined) return state.changes?.[change.theme] ?? null
  const trait = traitOf(change)
  const keys: Readonly<Record<string, keyof Holding>> = {
    place: "theme",
    lock: "locked",
    tag_new: "defined",
    proposal: "accepted"
  }
  return trait === null ? null : (state[keys[trait] ?? (trait as keyof Holding)] ?? null)
}

const written = (
  draft: Draft,
  subject: string,
  version: number,
  before: unknown,
  at: Date
): Omit<Written, "sequence"> => {
  const { by, change, id, reason = null, school, snapshot } = draft
  return {
    id,
    at,
    by,
    change,
    subject,
    version,
    snapshot,
    reason,
    before,
    school,
    mentions: mentionsOf(change)
  }
}

type Admitted = Omit<Written, "sequence"> | Why

const admitNamed = (world: World, draft: Draft & { readonly change: Named }, at: Date): Admitted => {
  const { change } = draft
  const subject = subjectOf(change)
  const present = world.presents.get(subject)
  const why =
    mergedAway(world, change) ??
    stale(present, traitOf(change), draft.version) ??
    sensible(world, change, draft.reason)
  if (why !== null) return why
  const row = written(
    draft,
    subject,
    (present?.version ?? 0) + 1,
    valueOf(present?.state ?? {}, change, draft.by),
    at
  )
  world.presents.set(subject, apply(present, subject, row))
  world.histories.get(subject)?.push({ ...row, sequence: 0 })
  return row
}

/** A reading of what nobody else has decided is its verdict: whoever reads is not told which it will be. */
const asRead = (world: World, draft: Draft, change: Named): Draft & { readonly change: Named } => {
  if (change.kind !== "reading") return { ...draft, change }
  const { message, verdict } = change
  const first = judgement(world.histories.get(message) ?? [])
  if (first !== undefined && first.by !== draft.by) return { ...draft, change }
  const version = world.presents.get(message)?.version ?? 0
  return { ...draft, version, change: { kind: "verdict", message, verdict } }
}

/** What an undo makes hold again must still make sense. */
const restoring = (
  world: World,
  undone: Row | Written,
  known: ReadonlyMap<DecisionId, Row | Written>
): Why | null => {
  if (undone.change.kind !== "undo") return null
  const about = known.get(undone.change.undoes)
  if (about === undefined || about.change.kind === "undo") return null
  return mergedAway(world, about.change) ?? sensible(world, about.change, about.reason ?? undefined)
}

const admitUndo = (world: World, draft: Draft, undoes: DecisionId, at: Date): Admitted => {
  const found = [...world.histories].find(([, rows]) => rows.some(({ id }) => id === undoes))
  if (found === undefined) return { why: "unknown" }
  const [subject, rows] = found
  const known = new Map(rows.map((row) => [row.id, row]))
  const undone = known.get(undoes)!
  const undoneBy = undoers(rows).get(undoes)
  if (undoneBy !== undefined) return { why: "undone", undoneBy }
  const about = aboutOf(undone, known)
  const present = world.presents.get(subject)
  const why =
    stale(present, about === null ? null : traitOf(about), draft.version) ?? restoring(world, undone, known)
  if (why !== null) return why
  const row = {
    ...written(draft, subject, present!.version + 1, null, at),
    mentions: undone.mentions,
    school: undone.school
  }
  rows.push({ ...row, sequence: 0 })
  world.presents.set(subject, fold(subject, rows))
  return row
}

/** Takes one draft into a world, or says why not; the world is changed only where it is taken. */
export const admit = (world: World, draft: Draft, at: Date): Omit<Written, "sequence"> | Refusal => {
  const { change, id } = draft
  const made =
    change.kind === "undo"
      ? admitUndo(world, draft, change.undoes, at)
      : admitNamed(world, asRead(world, draft, change), at)
  return "why" in made ? ({ ...made, draft: id } as Refusal) : made
}
