import { NodeServices } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { standard } from "@otklik/contract/built-in-models"
import type { ScoreModel } from "@otklik/contract/score-model"
import { Cause } from "@otklik/contract/why"
import { replaceFile } from "@otklik/pipeline/warehouse/durable"
import { canonical } from "@otklik/sql/canonical"
import { kept } from "@otklik/sql/score-models"
import { Effect } from "effect"
import { mkdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { decide } from "../fixtures/decisions.ts"
import { rows } from "../fixtures/marts.ts"
import { messages } from "../fixtures/messages.ts"
import { buildStore, land, temporaryFolder, writeStore } from "../fixtures/snapshot.ts"

const early = messages.filter(({ created_at }) => created_at < "2025-10-20")

/** A change of the store, and the causes that may have moved anything by it. */
interface Story {
  readonly name: string
  readonly happens: (root: string) => Effect.Effect<unknown, unknown>
  readonly causes: ReadonlyArray<Cause>
}

const publishModel = (root: string, model: ScoreModel) =>
  Effect.gen(function* () {
    const { id } = kept(model)
    yield* Effect.promise(() => mkdir(join(root, "models"), { recursive: true }))
    yield* replaceFile(join(root, "models", `${id}.json`), canonical(model))
    yield* replaceFile(join(root, "models", "current"), `${id}\n`)
  }).pipe(Effect.provide(NodeServices.layer))

/** The directory as it is, with twenty schools more that nobody has heard. */
const enlarge = (root: string) =>
  Effect.promise(async () => {
    const path = join(root, "directory", "schools.csv")
    const more = Array.from({ length: 20 }, (_, i) => `${900 + i};${900 + i};Школа № ${900 + i};cao;600;50;`)
    await writeFile(path, `${await readFile(path, "utf8")}\n${more.join("\n")}`)
  })

const quieter: ScoreModel = {
  ...standard,
  name: "quieter",
  trend: { ...standard.trend, recentDays: 14 },
  weights: { ...standard.weights, reach: 0.4, severity: 0.25 }
}

const late = messages.filter(({ created_at }) => created_at >= "2025-10-20")

const stories: ReadonlyArray<Story> = [
  {
    name: "messages that came",
    happens: (root) => land(root, late),
    causes: ["messages", "reach", "calendar"]
  },
  { name: "another model", happens: (root) => publishModel(root, quieter), causes: ["model"] },
  { name: "schools that nobody knew of", happens: enlarge, causes: ["reach"] },
  {
    name: "a merger",
    happens: (root) => decide(root, { kind: "merge", from: "T3", into: "T2" }),
    causes: ["corrections"]
  },
  {
    name: "all of it at once",
    happens: (root) =>
      land(root, late).pipe(
        Effect.andThen(publishModel(root, quieter)),
        Effect.andThen(enlarge(root)),
        Effect.andThen(decide(root, { kind: "merge", from: "T3", into: "T2" }))
      ),
    causes: Cause.literals
  }
]

const hundredths = (value: number | null) => Math.round(100 * (value ?? NaN))

describe("the causes of a change", () => {
  it.live.each(stories)("are told of $name, and sum to the change of every score", ({ causes, happens }) =>
    Effect.gen(function* () {
      const root = yield* temporaryFolder
      yield* writeStore(root, early)
      yield* happens(root)
      const { id } = yield* buildStore(root)
      const changes = yield* rows(root, "rank_changes", id)
      assert.isAbove(changes.length, 8)
      for (const change of changes) {
        const parts = Cause.literals.map((cause) => hundredths(change[cause]))
        const sum = parts.reduce((all, part) => all + part, 0)
        assert.strictEqual(sum, hundredths(change.score) - hundredths(change.score_before), change.theme)
        for (const cause of Cause.literals)
          if (!causes.includes(cause)) assert.strictEqual(change[cause], 0, `${cause} of ${change.theme}`)
      }
      for (const cause of causes)
        assert.isTrue(
          changes.some((change) => change[cause] !== 0),
          `${cause} moved nothing`
        )
    })
  )
})
