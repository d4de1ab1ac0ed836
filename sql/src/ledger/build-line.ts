import { isHeld } from "@otklik/contract/change"
import type { Decision } from "@otklik/contract/decisions"
import type { Row } from "./row.ts"

/** What a build must know of a decision that another undoes. */
export type Undone = Pick<Row, "sequence" | "change">

/** People estimate in days, the score weighs weeks. */
const workdays = 5

/** A row of the ledger as a line of `decisions/*.ndjson`; null where builds have no use for it. */
export const buildLine = (
  { at, by, change, sequence }: Row,
  undoneOf: (id: string) => Undone | undefined
): Decision | null => {
  const told = { seq: sequence, at: at.toISOString(), by }
  if (change.kind === "effort") {
    const { days, kind, theme } = change
    return { ...told, kind, theme, weeks: days === null ? null : days / workdays }
  }
  if (isHeld(change)) return { ...told, ...change } as Decision
  if (change.kind !== "undo") return null
  const undone = undoneOf(change.undoes)
  if (undone === undefined || !(isHeld(undone.change) || undone.change.kind === "undo")) return null
  return { ...told, kind: "undo", undoes: undone.sequence }
}
