import { columnKey, type FieldName, fieldNames, type Profile } from "./profile.ts"
import { fieldOf, isOpenQuestion } from "./guess.ts"

/** For each field of a message the columns of this very file it is taken from. */
export type Mapping = Readonly<Record<FieldName, ReadonlyArray<string>>>

export type Sample = Readonly<Record<string, string>>

const present = (wanted: ReadonlyArray<string>, header: ReadonlyArray<string>): ReadonlyArray<string> => {
  const byKey = new Map(header.map((name) => [columnKey(name), name]))
  return wanted.flatMap((name) => byKey.get(columnKey(name)) ?? [])
}

const openQuestions = (
  header: ReadonlyArray<string>,
  taken: ReadonlySet<string>,
  samples: ReadonlyArray<Sample>
): ReadonlyArray<string> => {
  const free = header.filter((name) => !taken.has(name))
  const open = free.filter((name) =>
    isOpenQuestion(
      name,
      samples.map((sample) => sample[name] ?? "")
    )
  )
  return open.length > 0 ? open : free.slice(-1)
}

const asked: ReadonlyArray<FieldName> = ["school", "district", "role", "service", "author"]

/** A form's questions are worded anew each time: those about the person are known by their words. */
const withAsked = (columns: Mapping, header: ReadonlyArray<string>): Mapping => {
  const named = (field: FieldName) =>
    header.filter((column) => column.length < 60 && fieldOf(column) === field)
  const found = asked.filter((field) => columns[field].length === 0).map((field) => [field, named(field)])
  return { ...columns, ...Object.fromEntries(found) }
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
  if (!profile.fields.text.includes("*")) return columns
  const whole = withAsked(columns, header)
  const taken = new Set(Object.values(whole).flat())
  return { ...whole, text: [...whole.text, ...openQuestions(header, taken, samples)] }
}
