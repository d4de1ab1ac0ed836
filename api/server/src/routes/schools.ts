import {
  assignSchools,
  changeSchool,
  type DirectoryPlan,
  importDirectory,
  type School,
  schools
} from "@otklik/contract/schools"
import type { Imported } from "@otklik/sql/directory/in-step"
import { keepAssignment, keepSchool, readSchools } from "@otklik/sql/directory/keep-directory"
import type { PeopleTables } from "@otklik/sql/people-tables"
import { Effect } from "effect"
import type { Transaction } from "kysely"
import { changing } from "../endpoint.ts"
import { audit } from "../people/audit.ts"
import { bringDirectory, changeDirectory, inDirectory } from "../people/directory.ts"
import { noSuchPerson, noSuchSchool, schoolChanged } from "../people/failures.ts"
import { rememberedWithin } from "../people-memory.ts"
import { may } from "../policy.ts"
import type { Tongue } from "../sentence.ts"

type Tx = Transaction<PeopleTables>

const assignmentsOf = async (tx: Tx) => {
  const rows = await tx
    .selectFrom("assignment")
    .innerJoin("person", "person.id", "assignment.person")
    .select([
      "assignment.id",
      "assignment.person",
      "person.name",
      "school",
      "from_day as from",
      "to_day as to"
    ])
    .orderBy("from_day", "desc")
    .execute()
  return Map.groupBy(rows, ({ school }) => school)
}

/** The schools that a transaction sees, with their curators. */
const described = async (tx: Tx): Promise<ReadonlyArray<School>> => {
  const assigned = await assignmentsOf(tx)
  return (await readSchools(tx)).map((it) => ({
    ...it,
    assignments: (assigned.get(it.school) ?? []).map(({ from, id, name, person, to }) => ({
      id,
      person,
      name,
      from,
      to
    }))
  }))
}

const curators = (tx: Tx) =>
  tx
    .selectFrom("person")
    .select(["id", "name"])
    .where("role", "=", "curator")
    .where("disabled", "=", false)
    .orderBy("name")
    .execute()

export const schoolsRoute = changing(
  schools,
  Effect.fnUntraced(function* ({ actor, scope }) {
    yield* inDirectory("directory", () => Promise.resolve())
    return yield* rememberedWithin("schools", scope, async (tx) => ({
      items: await described(tx),
      curators: may(actor, "keep_directory") ? await curators(tx) : []
    }))
  })
)

export const changeSchoolRoute = changing(
  changeSchool,
  Effect.fnUntraced(function* ({ actor, body: { version, ...change }, params: { school } }) {
    const changed = yield* changeDirectory("change school", async (tx) => {
      const {
        assignments: _,
        version: now,
        ...before
      } = (await described(tx)).find((it) => it.school === school) ?? {}
      if (now === undefined) throw noSuchSchool
      if (now !== version) throw schoolChanged
      await keepSchool(tx, { ...(before as School), ...change })
      return (await described(tx)).find((it) => it.school === school)!
    })
    yield* audit("directory_changed", actor.person, { school, fields: Object.keys(change) })
    return changed
  })
)

const known = async (tx: Tx, person: string, ids: ReadonlyArray<string>) => {
  const [curator, found] = await Promise.all([
    tx
      .selectFrom("person")
      .select("id")
      .where("id", "=", person as never)
      .where("role", "=", "curator")
      .executeTakeFirst(),
    tx.selectFrom("school").select("school").where("school", "in", ids).execute()
  ])
  if (curator === undefined) throw noSuchPerson
  if (found.length < new Set(ids).size) throw noSuchSchool
}

export const assignSchoolsRoute = changing(
  assignSchools,
  Effect.fnUntraced(function* ({ actor, body: { from, person, schools: ids } }) {
    yield* inDirectory("assign", async (tx) => {
      await known(tx, person, ids)
      for (const school of new Set(ids)) await keepAssignment(tx, { person, school, from, to: null })
    })
    yield* audit("directory_changed", actor.person, { assigned: ids.length, to: person })
    return { assigned: new Set(ids).size }
  })
)

const examplesShown = 10

const planOf = (made: Imported, tongue: Tongue): DirectoryPlan => ({
  rows: made.rows,
  added: made.added.length,
  changed: made.changed.length,
  absent: made.absent,
  assignments: made.assignments.length,
  faults: made.faults.slice(0, 50).map((fault) => fault[tongue]),
  examples: [...made.changed, ...made.added]
    .slice(0, examplesShown)
    .map(({ name, school }) => `${school} · ${name}`),
  applied: made.applied
})

export const importDirectoryRoute = changing(
  importDirectory,
  Effect.fnUntraced(function* ({ actor, body: { csv, dry }, tongue }) {
    const made = yield* bringDirectory(csv, dry)
    if (made.applied) yield* audit("directory_changed", actor.person, { rows: made.rows })
    return planOf(made, tongue)
  })
)
