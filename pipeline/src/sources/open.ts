import { Effect, Option } from "effect"
import { zone } from "../intake/zone.ts"
import { headOf, measure } from "./bytes.ts"
import { guessProfile } from "./guess.ts"
import { kindOf } from "./kind.ts"
import { mapColumns } from "./mapping.ts"
import type { Profile } from "./profile.ts"
import { allProfiles, profileNamed } from "./profiles.ts"
import { readJson } from "./read-json.ts"
import { readLetters } from "./read-letters.ts"
import { readBook, readCsv } from "./read-table.ts"
import { type Progress, type Readable, Refused, Source } from "./source.ts"
import { matching } from "./table.ts"
import { textFile } from "./text-file.ts"

/** What a person may say about a file; the rest is found out. */
export interface Asked {
  readonly source: Option.Option<string>
  readonly profile: Option.Option<string>
  readonly encoding: Option.Option<string>
  readonly timezone: string
}

const readText = Effect.fnUntraced(function* (
  file: string,
  found: { readonly head: Uint8Array; readonly packed: boolean; readonly bytes: number },
  asked: Asked,
  profiles: ReadonlyArray<Profile>,
  progress: Progress
) {
  const text = yield* textFile(file, found, Option.getOrUndefined(asked.encoding), progress)
  const verdict = kindOf(found.head, text.head)
  if ("refusal" in verdict) return yield* new Refused({ file, sentence: verdict.refusal })
  if (verdict.kind === "zip") return yield* readBook(file, found.bytes, profiles, progress)
  if (verdict.kind === "json") return yield* readJson(text, progress)
  if (verdict.kind === "table") return yield* readCsv(text, profiles)
  return yield* readLetters(file, found.bytes, verdict.kind, found.packed, progress)
})

const read = Effect.fnUntraced(function* (
  file: string,
  asked: Asked,
  profiles: ReadonlyArray<Profile>,
  progress: Progress
): Effect.fn.Return<Readable, Refused> {
  const bytes = yield* measure(file)
  if (bytes === "folder") return yield* readLetters(file, 0, "folder", false, progress)
  const found = yield* headOf(file)
  return yield* readText(file, { ...found, bytes }, asked, profiles, progress)
})

const columns = (header: ReadonlyArray<string>) =>
  header
    .slice(0, 40)
    .map((name) => `«${name.slice(0, 40)}»`)
    .join(", ")

const chosen = Effect.fnUntraced(function* (
  file: string,
  readable: Readable,
  asked: Asked,
  profiles: ReadonlyArray<Profile>
) {
  if (Option.isSome(asked.profile)) {
    return { profile: yield* profileNamed(asked.profile.value, profiles), guessed: false }
  }
  const header = readable.reading.header
  const fit = profiles.filter(({ format }) => format === readable.format)
  const known =
    matching(fit, header)[0] ??
    fit.find((profile) => profile.header === undefined && profile.name === readable.format)
  if (known !== undefined) return { profile: known, guessed: false }
  const samples = readable.samples.map(({ fields }) => fields)
  const profile = guessProfile(header, samples, zone(asked.timezone), readable.format)
  if (profile !== undefined) return { profile, guessed: true }
  return yield* new Refused({
    file,
    sentence: `Не видно, в какой колонке текст сообщений: назовите её в профиле. Есть: ${columns(header)}.`
  })
})

/** A source's name from a file's: «Обращения 2026-09 (1).csv» and «обращения_2026-10.csv» are one source. */
export const sourceNamed = (file: string): string => {
  const stem = file
    .split(/[/\\]/)
    .at(-1)!
    .replace(/(\.[a-z]+)+$/i, "")
  const name = stem
    .normalize("NFC")
    .toLowerCase()
    .replace(/\(\d+\)|[\d.]{4,}|\d{2}(?=[_.-]|$)/g, " ")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
  return name.slice(0, 60) || "table"
}

const validZone = (file: string, name: string) =>
  Effect.try({
    try: () => zone(name),
    catch: () =>
      new Refused({ file, sentence: `Часового пояса «${name}» нет: назовите его как Europe/Moscow.` })
  })

const validName = /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u

const nameOf = (file: string, asked: Asked, profile: Profile, guessed: boolean) => {
  const name = Option.getOrElse(asked.source, () => (guessed ? sourceNamed(file) : profile.name))
  return validName.test(name)
    ? Effect.succeed(name)
    : Effect.fail(
        new Refused({ file, sentence: "Имя источника — буквы, цифры, «-», «_» и «.», не длиннее 64 знаков." })
      )
}

/** Opens a file as a source: what it is, in which encoding, with which columns, by which profile. Reads its first 4 MB only. */
export const openSource = Effect.fn("openSource")(function* (file: string, asked: Asked, progress: Progress) {
  yield* validZone(file, asked.timezone)
  const profiles = yield* allProfiles
  const readable = yield* read(file, asked, profiles, progress)
  const { guessed, profile } = yield* chosen(file, readable, asked, profiles)
  const mapping = mapColumns(
    profile,
    readable.reading.header,
    readable.samples.map(({ fields }) => fields)
  )
  if (mapping.text.length === 0) {
    const sentence = `В файле нет колонок с текстом, которых ждёт профиль «${profile.name}». Есть: ${columns(readable.reading.header)}.`
    return yield* new Refused({ file, sentence })
  }
  const name = yield* nameOf(file, asked, profile, guessed)
  return Source.of({
    name,
    family: profile.family,
    file,
    profile,
    guessed,
    mapping,
    timezone: profile.timezone ?? asked.timezone,
    reading: readable.reading,
    samples: readable.samples,
    pull: readable.records
  })
})
