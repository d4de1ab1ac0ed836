import { assert, it } from "@effect/vitest"
import { rice } from "@otklik/contract/built-in-models"
import { kept } from "@otklik/sql/score-models"
import { Effect } from "effect"
import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { decide } from "../fixtures/decisions.ts"
import { select } from "../fixtures/marts.ts"
import { temporaryFolder, writeStore } from "../fixtures/snapshot.ts"

const own = kept({ ...rice, name: "own", title: "Своя" })

const publishModel = async (root: string) => {
  await mkdir(join(root, "models"), { recursive: true })
  await writeFile(join(root, "models", `${own.id}.json`), JSON.stringify(own.model))
  await writeFile(join(root, "models", "current"), own.id)
}

it.effect(
  "a build scores by the published model and by the efforts that planners expect, and keeps both",
  () =>
    Effect.scoped(
      Effect.gen(function* () {
        const root = yield* temporaryFolder
        yield* Effect.promise(() => publishModel(root))
        yield* decide(root, { kind: "effort", theme: "T1", weeks: 8 })
        const { id, manifest } = yield* writeStore(root)
        assert.deepStrictEqual(manifest.inputs.score, { name: "own", hash: own.hash })
        const rows = yield* select(
          root,
          id,
          "select theme, effort_measure, effort_points, json from backlog cross join score_model"
        )
        const first = rows.find(({ theme }) => theme === "T1")
        assert.deepInclude(first, { effort_measure: 8, effort_points: 25 })
        assert.isTrue(rows.every(({ effort_measure, theme }) => theme === "T1" || effort_measure === null))
        assert.deepStrictEqual(JSON.parse(String(first?.["json"])), own.model)
      })
    )
)
