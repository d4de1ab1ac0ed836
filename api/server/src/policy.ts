import type { Access, Action, StaffRole } from "@otklik/contract/people"
import type { Scope } from "@otklik/sql/scope"
import type { Actor } from "./actor.ts"

const roles: Readonly<Record<Action, ReadonlyArray<StaffRole>>> = {
  read_backlog: ["curator", "senior_curator", "planner", "leadership"],
  read_messages: ["curator", "senior_curator", "planner", "leadership"],
  decide_messages: ["curator", "senior_curator"],
  decide_themes: ["curator", "senior_curator"],
  approve: ["senior_curator"],
  read_agreement: ["senior_curator", "leadership"],
  plan: ["planner"],
  publish_model: ["planner"],
  read_runs: ["senior_curator", "planner", "leadership"],
  read_directory: ["curator", "senior_curator", "planner", "leadership"],
  keep_directory: ["senior_curator"],
  administer: []
}

/** What belongs to a school; null where nobody knows whose it is. */
export interface Row {
  readonly school: string | null
}

const sees = (schools: Scope, { school }: Row) =>
  schools === "all" || (school !== null && schools.has(school))

const city: ReadonlySet<Access> = new Set(["anyone", "read_backlog", "read_runs"])

/** The schools whose rows an answer may hold: what is the city's is the same for everyone. */
export const scopeOf = (actor: Actor | null, access: Access): Scope =>
  city.has(access) ? "all" : (actor?.schools ?? new Set())

const holds = ({ actions, role }: Actor, action: Action) =>
  (actions === "all" || actions.has(action)) && (role === "administrator" || roles[action].includes(role))

/**
 * The one place that decides whether somebody may do something, and to a row of a school. An administrator may do
 * everything; a curator, with rows of own schools alone.
 */
export const may = (actor: Actor | null, access: Access, row?: Row): boolean => {
  if (access === "anyone") return true
  if (actor === null || !holds(actor, access)) return false
  return row === undefined || sees(scopeOf(actor, access), row)
}
