import { Effect, FileSystem, Path, Schema } from "effect"
import { Store } from "../warehouse/store.ts"
import { builtin } from "./builtin.ts"
import { Profile } from "./profile.ts"
import { Refused } from "./source.ts"

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(Profile), { errors: "all" })

/** A profile file; a mistake in it is told with its place. */
export const readProfile = Effect.fnUntraced(function* (file: string) {
  const files = yield* FileSystem.FileSystem
  const text = yield* files.readFileString(file)
  return yield* decode(text).pipe(
    Effect.mapError((cause) => new Refused({ file, sentence: `Профиль не читается: ${cause.message}` }))
  )
})

const own = Effect.gen(function* () {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const store = yield* Store
  const names = yield* files
    .readDirectory(store.profiles)
    .pipe(Effect.orElseSucceed((): ReadonlyArray<string> => []))
  const found = names.filter((name) => name.endsWith(".json")).sort()
  return yield* Effect.forEach(found, (name) => readProfile(path.join(store.profiles, name)))
})

/** A user's profiles, then the built-in ones; a user's profile takes the place of a built-in one of the same name. */
export const allProfiles = Effect.map(own, (mine) => {
  const names = new Set(mine.map(({ name }) => name))
  return [...mine, ...builtin.filter(({ name }) => !names.has(name))]
})

/** The profile a person named: by its name, or by the path of a file. */
export const profileNamed = Effect.fnUntraced(function* (name: string, profiles: ReadonlyArray<Profile>) {
  const known = profiles.find((profile) => profile.name === name)
  if (known !== undefined) return known
  const files = yield* FileSystem.FileSystem
  if (/[/\\.]/.test(name) && (yield* files.exists(name))) return yield* readProfile(name)
  const names = profiles.map((profile) => profile.name).join(", ")
  return yield* new Refused({ file: name, sentence: `Профиля с таким именем нет. Есть: ${names}.` })
})
