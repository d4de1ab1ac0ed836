import { type Action, PersonId, type StaffRole } from "@otklik/contract/people"
import type { Scope } from "@otklik/sql/scope"

/** Who asks: every handler is given one, and what it may see is decided by the policy alone. */
export interface Actor {
  readonly person: PersonId
  readonly name: string
  readonly role: StaffRole
  /** the schools whose rows the person may see and decide on */
  readonly schools: Scope
  /** what a machine's key is confined to, within its role */
  readonly actions: "all" | ReadonlySet<Action>
}

/** The one person of a server without accounts, which listens on this machine alone. */
export const owner: Actor = {
  person: PersonId.make("owner"),
  name: "Otklik",
  role: "administrator",
  schools: "all",
  actions: "all"
}
