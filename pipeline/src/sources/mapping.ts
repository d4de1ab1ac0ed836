import { columnKey, type FieldName, fieldNames, type Profile } from "./profile.ts"
import { fieldOf, isOpenQuestion } from "./guess.ts"

/** For each field of a message the columns of this very file it is taken from. */
export type Mapping = Readonly<Record<FieldName, ReadonlyArray<string>>>

export type Sample = Readonly<Record<string, string>>

const present = (wanted: ReadonlyArray<string>, header: ReadonlyArray<string>): ReadonlyArray<string> => {
  const byKey = new Map(header.map((name) => [columnKey(name), name]))
  return wanted.flatMap((name) => byKey.get(columnKey(name)) ?? [])
}

const asked: ReadonlyArray<FieldName> = ["school", "district", "role", "service", "author"]

/** A form's questions are worded anew each time: the open ones are text, those about the person are known by their words. */
const withQuestions = (
  columns: Mapping,
  header: ReadonlyArray<string>,
  samples: ReadonlyArray<Sample>
): Mapping => {
  const taken = new Set(Object.values(columns).flat())
  const free = header.filter((name) => !taken.has(name))
  const answers = (name: string) => samples.map((sample) => sample[name] ?? "")
  const open = free.filter((name) => isOpenQuestion(name, answers(name)))
  const closed = free.filter((name) => !open.includes(name) && name.length < 60)
  const found = asked
    .filter((field) => columns[field].length === 0)
    .map((field) => [field, closed.filter((name) => fieldOf(name) === field).slice(0, 1)])
  const text = open.length > 0 ? open : free.slice(-1)
  return { ...columns, ...Object.fromEntries(found), text: [...columns.text, ...text] }
}

/** A profile laid over the header of a file; columns that the file does not have are left out. */
export const mapColumns = (
  profile: Profile,
  header: ReadonlyArray<string>,
  samples: ReadonlyArray<Sample>
): Mapping => {
  const columns = Object.fromEntries(
    fieldNames.map((field) => [field, present(profile.fields[field] ?? [], header)])
  ) as Record<FieldName, ReadonlyArray<string>>
  return profile.fields.text.includes("*") ? withQuestions(columns, header, samples) : columns
}
