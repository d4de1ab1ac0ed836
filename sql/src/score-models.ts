import { standard } from "@otklik/contract/built-in-models"
import { type Problem, readModel, type ScoreModel } from "@otklik/contract/score-model"
import { Effect, FileSystem, Option, Result, Schema } from "effect"
import { createHash } from "node:crypto"
import { canonical } from "./canonical.ts"

/** A model and the first 16 hexadecimal digits of its hash, by which it is kept in `models/<id>.json`. */
export interface KeptModel {
  readonly id: string
  readonly hash: string
  readonly model: ScoreModel
}

export class ModelUnreadable extends Schema.TaggedError<ModelUnreadable>()("ModelUnreadable", {
  path: Schema.String,
  reason: Schema.String
}) {
  override get message() {
    return `The scoring model ${this.path} cannot be used: ${this.reason} Nothing was built with it and the snapshot before is still served. Publish the model again, or remove ${this.path.replace(/[^/]*$/u, "current")} to go back to the built-in model ${standard.name}.`
  }
}

/** SHA-256 of a model's canonical JSON. */
export const hashOf = (model: ScoreModel): string =>
  createHash("sha256").update(canonical(model)).digest("hex")

export const kept = (model: ScoreModel): KeptModel => {
  const hash = hashOf(model)
  return { id: hash.slice(0, 16), hash, model }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const said = (problems: ReadonlyArray<Problem>) => problems.map(({ en }) => en).join(" ")

/** The model of a file; fails in a sentence where it is not there, does not hold a model or was changed by hand. */
export const readKept = Effect.fn("readKept")(function* (folder: string, id: string) {
  const files = yield* FileSystem.FileSystem
  const path = `${folder}/${id}.json`
  const text = yield* files
    .readFileString(path)
    .pipe(Effect.mapError(() => new ModelUnreadable({ path, reason: "it is not there." })))
  const read = readModel(parsed(text))
  if (Result.isFailure(read)) return yield* new ModelUnreadable({ path, reason: said(read.failure) })
  const found = kept(read.success)
  if (found.id !== id)
    return yield* new ModelUnreadable({ path, reason: "its content is not what it was published with." })
  return found
})

/** Every published model of a folder, by id; a file that holds none is passed over. */
export const publishedModels = Effect.fn("publishedModels")(function* (folder: string) {
  const files = yield* FileSystem.FileSystem
  const names = yield* files.readDirectory(folder).pipe(Effect.orElseSucceed(() => []))
  const ids = names.flatMap((name) => /^([0-9a-f]{16})\.json$/u.exec(name)?.[1] ?? []).toSorted()
  const read = yield* Effect.forEach(ids, (id) => Effect.option(readKept(folder, id)))
  return read.flatMap(Option.toArray)
})

/** The model that builds score by: what `current` in the folder of models names, else the built-in one. */
export const currentModel = Effect.fn("currentModel")(function* (folder: string) {
  const files = yield* FileSystem.FileSystem
  const pointer = `${folder}/current`
  if (!(yield* files.exists(pointer))) return kept(standard)
  const id = (yield* files.readFileString(pointer)).trim()
  if (!/^[0-9a-f]{16}$/u.test(id)) {
    return yield* new ModelUnreadable({ path: pointer, reason: "it does not name a model." })
  }
  return yield* readKept(folder, id)
})
