import { addPerson, changePerson, endSessions, invitePerson, people } from "@otklik/contract/people"
import { DateTime, Effect } from "effect"
import { changing } from "../endpoint.ts"
import { Entry } from "../entry.ts"
import { audit } from "../people/audit.ts"
import { noAccounts } from "../people/failures.ts"
import { invite } from "../people/invitations.ts"
import { endAllOf } from "../people/sessions.ts"
import { insertPerson, readPerson, readStaff, updatePerson } from "../people/staff.ts"
import { remembered } from "../people-memory.ts"

const withAccounts = Effect.flatMap(Entry, ({ demonstration }) => (demonstration ? noAccounts : Effect.void))

export const peopleRoute = changing(people, () => Effect.map(readStaff, (items) => ({ items })))

export const addPersonRoute = changing(
  addPerson,
  Effect.fnUntraced(function* ({ actor, body }) {
    yield* withAccounts
    const id = yield* insertPerson(body)
    const invitation = yield* invite(id)
    yield* audit("person_added", actor.person, { id, role: body.role })
    return { person: yield* readPerson(id), invitation }
  })
)

export const changePersonRoute = changing(
  changePerson,
  Effect.fnUntraced(function* ({ actor, body, params: { person } }) {
    const changed = yield* updatePerson(person, body)
    const { disabled, role } = body
    yield* audit("person_changed", actor.person, {
      id: person,
      ...(role !== undefined && { role }),
      ...(disabled !== undefined && { disabled })
    })
    return changed
  })
)

export const invitePersonRoute = changing(
  invitePerson,
  Effect.fnUntraced(function* ({ actor, params: { person } }) {
    yield* withAccounts
    yield* readPerson(person)
    yield* audit("person_invited", actor.person, { id: person })
    return yield* invite(person)
  })
)

export const endSessionsRoute = changing(
  endSessions,
  Effect.fnUntraced(function* ({ actor, params: { person } }) {
    const now = yield* DateTime.nowAsDate
    yield* remembered("end sessions", (db) => endAllOf(db, person, now))
    yield* audit("sessions_ended", actor.person, { id: person })
    return yield* readPerson(person)
  })
)
