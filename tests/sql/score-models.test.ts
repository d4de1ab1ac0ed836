import { NodeServices } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { rice, standard } from "@otklik/contract/built-in-models"
import { currentModel, kept, ModelUnreadable } from "@otklik/sql/score-models"
import { Effect } from "effect"
import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { temporaryFolder } from "../fixtures/snapshot.ts"

const own = kept({ ...rice, name: "own", title: "Своя" })

const publish = (folder: string, name: string, text: string, current: string) =>
  Effect.promise(async () => {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, name), text)
    await writeFile(join(folder, "current"), current)
  })

const inFolder = <A, E>(body: (folder: string) => Effect.Effect<A, E, NodeServices.NodeServices>) =>
  Effect.scoped(Effect.flatMap(temporaryFolder, (root) => body(join(root, "models")))).pipe(
    Effect.provide(NodeServices.layer)
  )

const refused = (name: string, text: string, current: string) =>
  inFolder((folder) =>
    Effect.gen(function* () {
      yield* publish(folder, name, text, current)
      const error = yield* Effect.flip(currentModel(folder))
      assert.instanceOf(error, ModelUnreadable)
      return error.message
    })
  )

describe("the model that builds score by", () => {
  it.effect("is the built-in one where none was published", () =>
    inFolder((folder) =>
      Effect.map(currentModel(folder), ({ model }) => assert.strictEqual(model.name, standard.name))
    )
  )

  it.effect("is the published one, by the hash of its content", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        yield* publish(folder, `${own.id}.json`, JSON.stringify(own.model), `${own.id}\n`)
        assert.deepStrictEqual(yield* currentModel(folder), own)
      })
    )
  )

  it.effect("is refused in a sentence where it was changed by hand, makes no sense or is not there", () =>
    Effect.gen(function* () {
      const changed = JSON.stringify({ ...own.model, perSchool: 9 })
      assert.include(yield* refused(`${own.id}.json`, changed, own.id), "not what it was published with")
      const heavy = JSON.stringify({ ...own.model, weights: { ...own.model.weights, reach: 0.9 } })
      assert.include(yield* refused(`${own.id}.json`, heavy, own.id), "The weights sum to 1.65")
      assert.include(yield* refused("other.json", "{}", own.id), "it is not there")
      assert.include(yield* refused("other.json", "{}", "nonsense"), "does not name a model")
      assert.include(yield* refused(`${own.id}.json`, "{", own.id), "not written as it should be")
    })
  )
})
