import { assert, it } from "@effect/vitest"
import { rice } from "@otklik/contract/built-in-models"
import { kept } from "@otklik/sql/score-models"
import { DuckDb } from "@otklik/sql/duckdb"
import { Effect } from "effect"
import { mkdir, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { temporaryFolder, writeStore } from "../fixtures/snapshot.ts"

const own = kept({ ...rice, name: "own", title: "Своя" })
const effort = { seq: 1, at: "2026-01-01T00:00:00Z", by: "planner", kind: "effort", theme: "T1", weeks: 8 }

const prepare = async (root: string) => {
  await mkdir(join(root, "models"), { recursive: true })
  await mkdir(join(root, "decisions"), { recursive: true })
  await writeFile(join(root, "models", `${own.id}.json`), JSON.stringify(own.model))
  await writeFile(join(root, "models", "current"), own.id)
  await writeFile(join(root, "decisions", "1.ndjson"), `${JSON.stringify(effort)}\n`)
}

it.effect(
  "a build scores by the published model and by the efforts that planners expect, and keeps both",
  () =>
    Effect.scoped(
      Effect.gen(function* () {
        const root = yield* temporaryFolder
        yield* Effect.promise(() => prepare(root))
        const { id, manifest } = yield* writeStore(root)
        assert.deepStrictEqual(manifest.inputs.score, { name: "own", hash: own.hash })
        const path = join(root, "snapshots", `${id}.duckdb`)
        const about = { path, threads: 1, memory: "128MiB", temporary: tmpdir(), readOnly: true }
        const rows = yield* DuckDb.use((db) =>
          db.rows("select theme, effort_measure, effort_points, json from backlog cross join score_model")
        ).pipe(Effect.provide(DuckDb.layer(about)))
        const first = rows.find(({ theme }) => theme === "T1")
        assert.deepInclude(first, { effort_measure: 8, effort_points: 25 })
        assert.isTrue(rows.every(({ effort_measure, theme }) => theme === "T1" || effort_measure === null))
        assert.deepStrictEqual(JSON.parse(String(first?.["json"])), own.model)
      })
    )
)
