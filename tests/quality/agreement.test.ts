import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { agreement } from "./agreement.ts"

const gold = Array.from({ length: 200 }, (_, i) => `class ${(i * 7) % 9}`)
const found = Array.from({ length: 200 }, (_, i) => `theme ${(i * i) % 13 < 8 ? (i * 7) % 9 : i % 5}`)

const scorer = new URL("../../../shared/yardstick/score.py", import.meta.url).pathname
const python = "/usr/bin/python3"
const independent = existsSync(scorer) && spawnSync(python, ["-c", "import sklearn"]).status === 0

describe("agreement", () => {
  it("of a partition with itself is whole", () => {
    const { ami, ari, bcubed, v } = agreement(gold, gold)
    for (const figure of [ami, ari, bcubed, v]) assert.approximately(figure, 100, 1e-9)
  })

  it("of one group with classes is none beyond chance", () => {
    const { ami, ari } = agreement(
      gold,
      gold.map(() => "all")
    )
    assert.approximately(ami, 0, 1e-9)
    assert.approximately(ari, 0, 1e-9)
  })

  it.skipIf(!independent)("equals the independent scorer's (skipped without Python's scikit-learn)", () => {
    const folder = mkdtempSync(join(tmpdir(), "agreement-"))
    const write = (name: string, row: (i: number) => object) => {
      writeFileSync(join(folder, name), gold.map((_, i) => JSON.stringify({ id: i, ...row(i) })).join("\n"))
      return join(folder, name)
    }
    const files = [
      write("gold.jsonl", (i) => ({ label: gold[i] })),
      write("found.jsonl", (i) => ({ theme: found[i] }))
    ]
    const theirs = JSON.parse(spawnSync(python, [scorer, ...files], { encoding: "utf8" }).stdout)
    const ours = agreement(gold, found)
    for (const [figure, name] of [
      [ours.ami, "AMI"],
      [ours.ari, "ARI"],
      [ours.bcubed, "B3"],
      [ours.v, "V"]
    ] as const)
      assert.approximately(figure, theirs[name], 0.051, name)
  })
})
