import type { PersonId } from "@otklik/contract/people"
import { sql, type Transaction } from "kysely"
import type { PeopleTables } from "../people-tables.ts"
import type { AssignmentRow, Fault, ReadDirectory, SchoolRow } from "./read-directory.ts"

type Tx = Transaction<PeopleTables>
export type KeptSchool = SchoolRow & { readonly version: number }

const lists = (table: "alias" | "building", column: string) =>
  sql<
    Array<string>
  >`array(select ${sql.ref(column)} from ${sql.table(table)} as it where it.school = school.school order by it.${sql.raw(column)} collate "C")`

/** Every school that the transaction's scope sees, by its code. */
export const readSchools = (tx: Tx): Promise<Array<KeptSchool>> =>
  tx
    .selectFrom("school")
    .select(["school", "number", "name", "district", "pupils", "teachers", "version"])
    .select([lists("alias", "alias").as("aliases"), lists("building", "address").as("buildings")])
    .orderBy(sql`school collate "C"`)
    .execute()

const same = (a: SchoolRow, b: SchoolRow) =>
  (["number", "name", "district", "pupils", "teachers"] as const).every((key) => a[key] === b[key]) &&
  a.aliases.toSorted().join("|") === b.aliases.toSorted().join("|") &&
  a.buildings.toSorted().join("|") === b.buildings.toSorted().join("|")

/** Keeps a school as it is told, one version further. */
export const keepSchool = async (tx: Tx, { aliases, buildings, ...school }: SchoolRow): Promise<void> => {
  await tx
    .insertInto("school")
    .values(school)
    .onConflict((it) =>
      it.column("school").doUpdateSet({ ...school, version: sql<number>`school.version + 1` })
    )
    .execute()
  await tx.deleteFrom("alias").where("school", "=", school.school).execute()
  await tx.deleteFrom("building").where("school", "=", school.school).execute()
  if (aliases.length > 0)
    await tx
      .insertInto("alias")
      .values(aliases.map((alias) => ({ school: school.school, alias })))
      .execute()
  if (buildings.length > 0)
    await tx
      .insertInto("building")
      .values(buildings.map((address) => ({ school: school.school, address })))
      .execute()
}

/** Gives a school to a person: whoever has it on the first day has it until the day before. */
export const keepAssignment = async (tx: Tx, { from, person, school, to }: AssignmentRow): Promise<void> => {
  await tx.deleteFrom("assignment").where("school", "=", school).where("from_day", ">=", from).execute()
  await tx
    .updateTable("assignment")
    .set({ to_day: sql<string>`${from}::date - 1` })
    .where("school", "=", school)
    .where(sql<boolean>`coalesce(to_day, ${from}::date) >= ${from}::date`)
    .execute()
  await tx
    .insertInto("assignment")
    .values({ person: person as PersonId, school, from_day: from, to_day: to })
    .execute()
}

/** What a file would change, and what of it cannot be. */
export interface DirectoryChange {
  readonly added: ReadonlyArray<SchoolRow>
  readonly changed: ReadonlyArray<SchoolRow>
  readonly absent: number
  readonly assignments: ReadonlyArray<AssignmentRow>
  readonly faults: ReadonlyArray<Fault>
}

const unknowns = async (
  tx: Tx,
  read: ReadDirectory,
  known: ReadonlySet<string>
): Promise<ReadonlyArray<Fault>> => {
  const people = await tx.selectFrom("person").select("id").execute()
  const ids = new Set<string>(people.map((it) => it.id))
  return read.assignments.flatMap(({ person, school }, i): ReadonlyArray<Fault> => {
    const row = i + 2
    if (!ids.has(person))
      return [
        {
          row,
          ru: `Строка ${row}: нет учётной записи «${person.slice(0, 64)}»`,
          en: `Row ${row}: there is no account “${person.slice(0, 64)}”`
        }
      ]
    if (!known.has(school))
      return [
        {
          row,
          ru: `Строка ${row}: школы ${school} нет в справочнике`,
          en: `Row ${row}: school ${school} is not in the directory`
        }
      ]
    return []
  })
}

/** Compares a file with what is kept. */
export const compareDirectory = async (tx: Tx, read: ReadDirectory): Promise<DirectoryChange> => {
  const kept = new Map((await readSchools(tx)).map((it) => [it.school, it]))
  const told = new Set(read.schools.map(({ school }) => school))
  return {
    added: read.schools.filter(({ school }) => !kept.has(school)),
    changed: read.schools.filter((it) => kept.has(it.school) && !same(it, kept.get(it.school)!)),
    absent: told.size === 0 ? 0 : [...kept.keys()].filter((school) => !told.has(school)).length,
    assignments: read.assignments,
    faults: [...read.faults, ...(await unknowns(tx, read, new Set(kept.keys())))]
  }
}

/** Keeps what a comparison found. */
export const applyDirectory = async (
  tx: Tx,
  { added, assignments, changed }: DirectoryChange
): Promise<void> => {
  for (const school of [...added, ...changed]) await keepSchool(tx, school)
  for (const assignment of assignments.toSorted((a, b) => (a.from < b.from ? -1 : 1)))
    await keepAssignment(tx, assignment)
}
