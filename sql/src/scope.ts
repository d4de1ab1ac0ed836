import type { Statement } from "./signals.ts"

/** Schools whose rows somebody may see. */
export type Scope = "all" | ReadonlySet<string>

/** The condition on a relation's `school` that keeps a query within a scope; a row without a school is seen by "all" alone. */
export const within = (scope: Scope): Statement => {
  if (scope === "all") return { sql: "true", params: {} }
  const schools = [...scope].toSorted()
  if (schools.length === 0) return { sql: "false", params: {} }
  return {
    sql: `school in (${schools.map((_, i) => `$own${i}`).join(", ")})`,
    params: Object.fromEntries(schools.map((school, i) => [`own${i}`, school]))
  }
}

/** A scope as `enter_scope` of the database takes it: a list never reads as the mark of all. */
export const scopeText = (scope: Scope): string =>
  scope === "all" ? "*" : [...scope].map((school) => `\u001f${school}`).join("")
