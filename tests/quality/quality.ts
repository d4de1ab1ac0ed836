import { spawnSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { parseArgs } from "node:util"
import { agreement } from "./agreement.ts"

interface Labelled {
  readonly id: string
  readonly label: string
}

const otklik = new URL("../../pipeline/bin/otklik.js", import.meta.url).pathname
const measured = new URL("peak-memory.js", import.meta.url).href
const { values } = parseArgs({
  options: { data: { type: "string" }, text: { type: "string", default: "text" } }
})
if (values.data === undefined) {
  console.error(
    "Say where the labelled sets are: npm run quality -- --data DIR (JSONL files with id, text, label)"
  )
  process.exit(64)
}

const rowsOf = (file: string): ReadonlyArray<Record<string, unknown>> =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line))

const labelled = (file: string): ReadonlyArray<Labelled> =>
  rowsOf(file)
    .filter(({ label }) => label !== undefined && label !== null && label !== "oos")
    .map(({ id, label }) => ({ id: String(id), label: String(label) }))

/** A message in no theme is scored as a theme of its own. */
const score = (file: string, out: string) => {
  const gold = labelled(file)
  const theme = new Map(rowsOf(out).map(({ id, theme }) => [String(id), theme]))
  const found = gold.map(({ id }) => (theme.get(id) === null ? `alone ${id}` : String(theme.get(id))))
  const sizes = Map.groupBy(found, (one) => one)
  const { ami, ari, bcubed, v } = agreement(
    gold.map(({ label }) => label),
    found
  )
  return {
    n: gold.length,
    classes: new Set(gold.map(({ label }) => label)).size,
    themes: [...sizes.values()].filter((group) => group.length >= 3).length,
    unassigned: (found.filter((one) => one.startsWith("alone ")).length / gold.length).toFixed(3),
    AMI: ami.toFixed(1),
    ARI: ari.toFixed(1),
    BCubed: bcubed.toFixed(1),
    V: v.toFixed(1)
  }
}

const folder = mkdtempSync(join(tmpdir(), "otklik-quality-"))
const table: Array<object> = []
for (const name of readdirSync(values.data)
  .filter((one) => one.endsWith(".jsonl"))
  .sort()) {
  const file = join(values.data, name)
  if (new Set(labelled(file).map(({ label }) => label)).size < 2) continue
  const out = join(folder, name)
  const started = performance.now()
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      "--import",
      measured,
      otklik,
      "themes",
      "--input",
      file,
      "--text",
      values.text,
      "--id",
      "id",
      "--out",
      out
    ],
    { encoding: "utf8" }
  )
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  if (status !== 0) console.error(`${name}: ${stderr.trim()}`)
  else
    table.push({
      set: basename(name, ".jsonl"),
      ...score(file, out),
      seconds,
      "peak MB": /peak (\d+)/.exec(stderr)?.[1]
    })
}
rmSync(folder, { recursive: true })
console.table(table)
