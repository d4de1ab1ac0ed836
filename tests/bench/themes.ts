import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { writeCity } from "./themes/city-file.ts"
import { coldBuild } from "./themes/cold-build.ts"
import { score } from "./themes/score.ts"

const steps = join(import.meta.dirname, "themes/steps.ts")
const peers = join(import.meta.dirname, "../../../shared/yardstick/baselines.py")
const python = process.env["PYTHON"] ?? "python3"

interface Told {
  readonly step: string
  readonly seconds: number
  readonly peakMb: number
  readonly path?: string
}

interface Whole {
  readonly messages: number
  readonly seconds: number
  readonly path: string
}

const tell = (row: object) => console.log(JSON.stringify(row))

/** Lines of JSON that a program printed; it must end well. */
const lines = (program: string, args: ReadonlyArray<string>): ReadonlyArray<Told> => {
  const { error, status, stderr, stdout } = spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28 })
  if (status !== 0) throw error ?? new Error(stderr)
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
}

const find = async (file: string, messages: number, threads: string): Promise<Whole> => {
  const began = performance.now()
  const told = lines(process.execPath, [steps, file, `${file}.out`, threads])
  const seconds = Number(((performance.now() - began) / 1000).toFixed(1))
  for (const row of told) tell({ ...row, messages })
  const peakMb = Math.max(...told.map((row) => row.peakMb))
  tell({ step: "themes", messages, seconds, peakMb, ...(await score(file, `${file}.out`)) })
  return { messages, seconds, path: told.find((row) => row.path !== undefined)?.path ?? "" }
}

/** What the same file costs and gives with scikit-learn, told the true number of classes. */
const compare = async (file: string, ours: Whole, method: string) => {
  const [row] = lines(python, [peers, file, method, `${file}.${method}`])
  const times = Number((row!.seconds / ours.seconds).toFixed(1))
  tell({
    ...row,
    step: `peer ${method}`,
    messages: ours.messages,
    times,
    ...(await score(file, `${file}.${method}`))
  })
}

const arePeersHere =
  existsSync(peers) && spawnSync(python, ["-c", "import sklearn, snowballstemmer"]).status === 0

const growth = (wholes: ReadonlyArray<Whole>) =>
  wholes.slice(1).forEach(({ messages, path, seconds }, i) => {
    const before = wholes[i]!
    if (before.path !== path) return
    const exponent = Math.log(seconds / before.seconds) / Math.log(messages / before.messages)
    tell({ step: "growth", path, from: before.messages, to: messages, exponent: Number(exponent.toFixed(2)) })
  })

/**
 * Finds the themes of the demonstration city at growing sizes: `npm run bench -- themes [SIZE…]`, a row a step, the
 * growth exponent between sizes of one path, and scikit-learn on the same file where it is there. `--build` measures
 * the whole cold build too, `--no-peers` leaves the others out, `--threads N` is 2 otherwise.
 */
export const bench = async (args: ReadonlyArray<string>) => {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    allowNegative: true,
    options: {
      build: { type: "boolean", default: false },
      peers: { type: "boolean", default: true },
      threads: { type: "string", default: "2" }
    }
  })
  const sizes = positionals.length > 0 ? positionals.map(Number) : [10_000, 100_000, 1_000_000]
  const folder = mkdtempSync(join(tmpdir(), "otklik-bench-"))
  const wholes: Array<Whole> = []
  for (const messages of sizes) {
    const file = join(folder, `${messages}.jsonl`)
    await writeCity(file, messages)
    const whole = await find(file, messages, values.threads)
    wholes.push(whole)
    if (values.peers && arePeersHere)
      for (const method of ["mbk", "svd100k"]) await compare(file, whole, method)
    if (values.build) coldBuild(folder, messages).forEach(tell)
  }
  growth(wholes)
  rmSync(folder, { recursive: true })
}
