import { type Change, subjectOf } from "@otklik/contract/change"
import type { Action } from "@otklik/contract/people"
import type { MessageId, ThemeId } from "@otklik/contract/vocabulary"
import { Effect } from "effect"
import type { Actor } from "./actor.ts"
import { noSuchMessage, noSuchTheme, notAllowed } from "./failures.ts"
import { may } from "./policy.ts"
import { rowOf, schoolAt } from "./roll.ts"
import type { SnapshotFile } from "./snapshot-file.ts"

type Named = Exclude<Change, { readonly kind: "undo" }>

/** Whoever may do one of these may decide such a change. */
const needs = (change: Named): ReadonlyArray<Action> => {
  switch (change.kind) {
    case "verdict":
    case "reading":
    case "pin":
    case "must_link":
    case "cannot_link":
    case "tag_new":
      return ["decide_messages"]
    case "tag":
    case "untag":
    case "note":
    case "link":
      return change.about.startsWith("T") ? ["decide_themes", "plan"] : ["decide_messages"]
    case "theme_verdict":
    case "merge":
    case "split":
    case "rename":
    case "lock":
    case "forbid_merge":
      return ["decide_themes"]
    case "watch":
      return ["read_backlog"]
    case "tag_merge":
      return ["approve"]
    case "proposal":
      return ["approve", "plan"]
    case "model":
      return ["publish_model"]
    default:
      return ["plan"]
  }
}

const messagesIn = (change: Named): ReadonlyArray<MessageId> => {
  if ("message" in change) return [change.message]
  if (change.kind === "split") return change.messages
  if (change.kind === "must_link" || change.kind === "cannot_link") return [change.a, change.b]
  return "about" in change && !change.about.startsWith("T") ? [change.about as MessageId] : []
}

/** Themes that must be there; those found anew are not yet. */
const themesIn = (change: Named): ReadonlyArray<ThemeId> => {
  if (change.kind === "proposal") return []
  const named = [
    "theme" in change ? change.theme : undefined,
    "about" in change ? change.about : undefined,
    "into" in change ? change.into : undefined,
    "from" in change ? change.from : undefined,
    change.kind === "forbid_merge" ? change.a : undefined,
    change.kind === "forbid_merge" ? change.b : undefined
  ]
  return named.filter((it): it is ThemeId => it !== undefined && /^T\d+$/.test(it))
}

/** Schools of the messages that a snapshot holds, by id. */
const schoolsOf = Effect.fnUntraced(function* (file: SnapshotFile, ids: ReadonlyArray<MessageId>) {
  if (ids.length === 0) return new Map<string, string | null>()
  const roll = yield* file.roll
  return new Map(
    ids.flatMap((id) => {
      const row = rowOf(roll, id)
      return row < 0 ? [] : [[id as string, schoolAt(roll, row)] as const]
    })
  )
})

const missing = Effect.fnUntraced(function* (
  file: SnapshotFile,
  ids: ReadonlyArray<ThemeId>,
  decided: (theme: ThemeId) => boolean
) {
  const asked = ids.filter((id) => !decided(id))
  if (asked.length === 0) return false
  const rows = yield* file.query((db) =>
    db.selectFrom("themes").select("theme").where("theme", "in", asked).execute()
  )
  return rows.length < asked.length
})

const schoolIn = (schools: ReadonlyMap<string, string | null>, change: Named) => {
  const subject = "message" in change ? change.message : subjectOf(change)
  return schools.has(subject) ? (schools.get(subject) ?? "*") : null
}

/** The school whose message each change is about ("*" where nobody knows it), once all of them are allowed and about what is there. */
export const allowed = Effect.fn("allowed")(function* (
  actor: Actor,
  file: SnapshotFile,
  changes: ReadonlyArray<Named>,
  decided: (theme: ThemeId) => boolean
) {
  if (changes.some((change) => !needs(change).some((action) => may(actor, action)))) return yield* notAllowed
  const schools = yield* schoolsOf(file, [...new Set(changes.flatMap(messagesIn))])
  const foreign = (change: Named) =>
    messagesIn(change).some((id) => {
      const school = schools.get(id)
      return school === undefined || !needs(change).some((action) => may(actor, action, { school }))
    })
  if (changes.some(foreign)) return yield* noSuchMessage
  if (yield* missing(file, [...new Set(changes.flatMap(themesIn))], decided)) return yield* noSuchTheme
  return changes.map((change) => schoolIn(schools, change))
})

/** One's own decisions, and those of others with the right to approve, or to plan where it was a plan. */
export const mayUndo = (actor: Actor, by: string, about: Named, school: string | null): boolean => {
  const own = by === actor.person
  const row = school === null ? undefined : { school }
  const allowed = needs(about).some((action) => may(actor, action, row))
  return allowed && (own || may(actor, "approve") || needs(about).includes("plan"))
}
