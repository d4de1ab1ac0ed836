import { PersonId } from "@otklik/contract/people"
import { names } from "@otklik/contract/names"
import type { PeopleTables } from "@otklik/sql/people-tables"
import { Effect } from "effect"
import type { Kysely } from "kysely"
import { fromStore } from "../endpoint.ts"
import { Entry } from "../entry.ts"
import { readyPeople } from "../people/demonstration.ts"
import { actorOfKey } from "../people/machine-keys.ts"
import { remembered } from "../people-memory.ts"

const known = async (db: Kysely<PeopleTables>) => {
  const people = await db.selectFrom("person").select(["id", "name"]).orderBy("id").execute()
  const keys = await db.selectFrom("api_key").select(["id", "name"]).orderBy("id").execute()
  return [...people, ...keys.map(({ id, name }) => ({ id: actorOfKey(id), name }))]
}

/** Decisions outlive accounts: closed ones keep their names here. */
export const namesRoute = fromStore(
  names,
  Effect.fnUntraced(function* () {
    const { demonstration } = yield* Entry
    const ready = demonstration ? readyPeople.map(({ id, name }) => ({ id: PersonId.make(id), name })) : []
    return { items: [...ready, ...(yield* remembered("names", known))] }
  })
)
