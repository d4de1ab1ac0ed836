import { DecisionId } from "@otklik/contract/change"
import type { PersonId } from "@otklik/contract/people"
import { dropView, saveView, type View, views } from "@otklik/contract/views"
import type { PeopleTables } from "@otklik/sql/people-tables"
import { Clock, Effect } from "effect"
import type { Kysely } from "kysely"
import { changing, fromStore } from "../endpoint.ts"
import { noSuchView, tooManyViews } from "../failures.ts"
import { remembered, together } from "../people-memory.ts"

type Db = Kysely<PeopleTables>

const mostOwn = 200

const listed = async (db: Db, person: PersonId) => {
  const rows = await db
    .selectFrom("view")
    .selectAll()
    .where((eb) => eb.or([eb("owner", "=", person), eb("shared", "=", true)]))
    .orderBy("name")
    .orderBy("id")
    .execute()
  return {
    items: rows.map(({ id, owner, saved_at, ...view }) => ({
      ...view,
      id: DecisionId.make(id),
      owner: owner as PersonId,
      mine: owner === person,
      savedAt: saved_at.toISOString()
    }))
  }
}

/** Another's view under the same id is not there for whoever saves. */
const keep = async (tx: Db, person: PersonId, view: View, at: Date) => {
  const own = await tx.selectFrom("view").select("id").where("owner", "=", person).execute()
  if (own.length >= mostOwn && !own.some(({ id }) => id === view.id)) throw tooManyViews
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("view")
    .values({ ...view, owner: person, saved_at: at })
    .onConflict((conflict) =>
      conflict
        .column("id")
        .doUpdateSet({ name: view.name, address: view.address, shared: view.shared, saved_at: at })
        .where("view.owner", "=", person)
    )
    .executeTakeFirst()
  if (!numInsertedOrUpdatedRows) throw noSuchView
  return listed(tx, person)
}

const drop = async (tx: Db, person: PersonId, id: DecisionId) => {
  await tx.deleteFrom("view").where("id", "=", id).where("owner", "=", person).execute()
  return listed(tx, person)
}

export const viewsRoute = fromStore(views, ({ actor }) =>
  remembered("read views", (db) => listed(db, actor.person))
)

export const saveViewRoute = changing(saveView, ({ actor, body }) =>
  Effect.flatMap(Clock.currentTimeMillis, (now) =>
    together("save a view", (tx) => keep(tx, actor.person, body, new Date(now)))
  )
)

/** What is gone already is gone: asking twice does no harm. */
export const dropViewRoute = changing(dropView, ({ actor, params }) =>
  together("forget a view", (tx) => drop(tx, actor.person, params.id))
)
