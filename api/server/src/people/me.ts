import { Action } from "@otklik/contract/people"
import type { Me } from "@otklik/contract/session"
import { Effect } from "effect"
import type { Actor } from "../actor.ts"
import { Entry } from "../entry.ts"
import { may } from "../policy.ts"
import { readyPeople } from "./demonstration.ts"

const somebody = (actor: Actor): NonNullable<Me["person"]> => ({
  id: actor.person,
  name: actor.name,
  role: actor.role,
  actions: Action.literals.filter((action) => may(actor, action)),
  schools: actor.schools === "all" ? null : actor.schools.size
})

/** What a page needs to know of its reader. */
export const meOf = (actor: Actor | null): Effect.Effect<Me, never, Entry> =>
  Effect.map(Entry, ({ demonstration, provider }) => ({
    person: actor === null ? null : somebody(actor),
    demonstration: demonstration ? readyPeople : [],
    provider: !demonstration && provider !== null
  }))
