import { Clock, Data, Effect, FileSystem, Path } from "effect"
import { makePerson, fullName } from "./people.ts"
import { type CityRecord, recordOf, truthOf } from "./record.ts"
import { curatorsCsv, schoolsCsv } from "./schools.ts"
import { citySources } from "./sources.ts"
import { jira, otrs, zendesk, zendeskCsv } from "./formats/desks.ts"
import { type Export, type Piece, textExport } from "./formats/export.ts"
import { googleForms, naumen, yandexForms } from "./formats/forms.ts"
import { eml, mail } from "./formats/mail.ts"
import { ideas, suggestionBox, telegram } from "./formats/suggestions.ts"
import { openWorld, type World } from "./world.ts"

/** A file of the city could not be written. */
export class CityNotWritten extends Data.TaggedError("CityNotWritten")<{
  readonly path: string
  readonly cause: unknown
}> {
  override get message() {
    return `The demonstration city could not be written to ${this.path}: check that the folder can be written to and the disk has room, then run the command again`
  }
}

export interface CityOptions {
  readonly folder: string
  readonly messages: number
  readonly seed: number
  /** told after every step: messages written so far, seconds since the start */
  readonly progress: (written: number, seconds: number) => Effect.Effect<void>
}

export interface CityCounts {
  readonly messages: number
  readonly bytes: number
  readonly seconds: number
  readonly bySource: Readonly<Record<string, number>>
}

const step = 5_000

const formats: Readonly<Record<string, () => Export>> = {
  otrs,
  zendesk,
  "zendesk-export": zendeskCsv,
  jira,
  naumen,
  eml,
  "google-forms": googleForms,
  "yandex-forms": yandexForms,
  mail,
  telegram,
  ideas,
  "suggestion-box": suggestionBox
}

const truth = (): Export =>
  textExport({ path: "truth.jsonl", head: "", row: (record: CityRecord) => `${truthOf(record)}\n` })

/** Appends pieces to their files under the folder; each file is opened once and closed with the scope. */
const appender = Effect.fn(function* (folder: string) {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const open = new Map<string, FileSystem.File>()
  const failed = (at: string) => Effect.mapError((cause: unknown) => new CityNotWritten({ path: at, cause }))
  const fileOf = Effect.fnUntraced(function* (at: string) {
    const known = open.get(at)
    if (known !== undefined) return known
    yield* files.makeDirectory(path.dirname(at), { recursive: true })
    const file = yield* files.open(at, { flag: "w" })
    open.set(at, file)
    return file
  })
  const single = (at: string, bytes: Uint8Array) =>
    files
      .makeDirectory(path.dirname(at), { recursive: true })
      .pipe(Effect.andThen(files.writeFile(at, bytes)))
  return (piece: Piece) => {
    const at = path.join(folder, piece.path)
    if (piece.path.endsWith(".eml")) return single(at, piece.bytes).pipe(failed(at))
    return fileOf(at).pipe(
      Effect.flatMap((file) => file.writeAll(piece.bytes)),
      failed(at)
    )
  }
})

const curators = (world: World): ReadonlyArray<string> =>
  Array.from({ length: 20 }, (_, at) => fullName(makePerson(world.names, "methodist", world.seed, 99, at)))

const listing = `${JSON.stringify(
  citySources.map(({ family, file, profile, source }) => ({
    file,
    source,
    ...(profile === null ? {} : { profile }),
    family
  })),
  null,
  2
)}\n`

const directory = (world: World): ReadonlyArray<Piece> =>
  [
    ["schools.csv", schoolsCsv(world.schools)],
    ["curators.csv", curatorsCsv(world.schools, curators(world))],
    ["sources.json", listing]
  ].map(([path, text]) => ({ path, bytes: Buffer.from(text) }))

/** Writes the demonstration city: exports in real formats, the school directory, the curators and the truth. */
export const writeCity = Effect.fn("writeCity")(function* ({
  folder,
  messages,
  progress,
  seed
}: CityOptions) {
  const started = yield* Clock.currentTimeMillis
  const seconds = Effect.map(Clock.currentTimeMillis, (now) => (now - started) / 1000)
  const world = yield* openWorld(seed)
  const append = yield* appender(folder)
  const exports = citySources.map(({ source }) => formats[source]())
  const all = [...exports, truth()]
  const bySource = citySources.map(() => 0)
  let bytes = 0
  const write = (pieces: ReadonlyArray<Piece>) => {
    bytes += pieces.reduce((sum, piece) => sum + piece.bytes.length, 0)
    return Effect.forEach(pieces, append, { discard: true })
  }
  yield* write(directory(world))
  for (let from = 0; from < messages; from += step) {
    const to = Math.min(messages, from + step)
    for (let index = from; index < to; index++) {
      const record = recordOf(world, index, messages)
      exports[record.source].add(record)
      all[exports.length].add(record)
      bySource[record.source]++
    }
    yield* write(all.flatMap((it) => it.drain()))
    yield* progress(to, yield* seconds)
  }
  yield* write(all.flatMap((it) => it.close()))
  const counts = Object.fromEntries(citySources.map(({ source }, at) => [source, bySource[at]]))
  return { messages, bytes, seconds: yield* seconds, bySource: counts } satisfies CityCounts
}, Effect.scoped)
