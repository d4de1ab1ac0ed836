import { PersonId, type StaffRole } from "@otklik/contract/people"
import { Effect } from "effect"
import { type Actor, owner } from "../actor.ts"
import type { SnapshotFile } from "../snapshot-file.ts"
import { Snapshots } from "../snapshots.ts"

/** The cookie that says which of the ready people a reader is. */
export const chosenCookie = "otklik-demonstration"

const somebody = (role: StaffRole, name: string) => ({
  person: PersonId.make(`demo.${role}`),
  name,
  role,
  schools: "all" as const,
  actions: "all" as const
})

const ready: ReadonlyArray<Actor> = [
  owner,
  somebody("curator", "Вера Лебедева"),
  somebody("senior_curator", "Олег Сафин"),
  somebody("planner", "Нина Гай"),
  somebody("leadership", "Павел Рощин")
]

/** The ready people of a demonstration, one of each role; the first is whoever has not chosen. */
export const readyPeople = ready.map(({ name, person, role }) => ({ id: person, name, role }))

const schoolsOfCurator = 40
const kept = new WeakMap<SnapshotFile, ReadonlySet<string>>()

/** The curator's schools: the first of the snapshot's directory. */
const ownSchools = Effect.gen(function* () {
  const file = yield* Snapshots.use(({ current }) => current)
  if (file === null) return new Set<string>()
  const known = kept.get(file)
  if (known !== undefined) return known
  const rows = yield* Effect.orDie(
    file.query((db) =>
      db.selectFrom("schools").select("school").orderBy("school").limit(schoolsOfCurator).execute()
    )
  )
  const schools = new Set(rows.map(({ school }) => school))
  kept.set(file, schools)
  return schools
})

/** The ready person of an id; the administrator where it is nobody's. */
export const readyPerson = Effect.fnUntraced(function* (id: string | undefined) {
  const chosen = ready.find(({ person }) => person === id) ?? owner
  return chosen.role === "curator" ? { ...chosen, schools: yield* ownSchools } : chosen
})
