import { spawnSync } from "node:child_process"
import { createWriteStream, mkdtempSync, rmSync } from "node:fs"
import { once } from "node:events"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { NodeServices } from "@effect/platform-node"
import { recordOf } from "@otklik/pipeline/demo/record"
import { openWorld } from "@otklik/pipeline/demo/world"
import { Effect } from "effect"

const entry = join(import.meta.dirname, "../../pipeline/bin/otklik.js")
const measured = new URL("../quality/peak-memory.js", import.meta.url).href

const write = async (file: string, messages: number) => {
  const world = await Effect.runPromise(openWorld(1).pipe(Effect.provide(NodeServices.layer)))
  const out = createWriteStream(file)
  for (let index = 0; index < messages; index++) {
    const { subject, text } = recordOf(world, index, messages)
    const line = JSON.stringify({
      id: String((index * 7919) % 1_000_003).padStart(8, "0") + index,
      text: `${subject}\n${text}`
    })
    if (!out.write(`${line}\n`)) await once(out, "drain")
  }
  out.end()
  await once(out, "finish")
}

const find = (file: string, messages: number): number => {
  const began = performance.now()
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      "--import",
      measured,
      entry,
      "themes",
      "--input",
      file,
      "--text",
      "text",
      "--id",
      "id",
      "--out",
      `${file}.out`
    ],
    { encoding: "utf8", stdio: ["ignore", "ignore", "pipe"] }
  )
  if (status !== 0) throw new Error(stderr)
  const seconds = (performance.now() - began) / 1000
  const peakMb = Number(/peak (\d+)/.exec(stderr)?.[1])
  console.log(
    JSON.stringify({
      step: "themes",
      messages,
      seconds: +seconds.toFixed(1),
      perSecond: Math.round(messages / seconds),
      peakMb
    })
  )
  return seconds
}

/** Finds the themes of the demonstration city at growing sizes: `npm run bench -- themes [SIZE…]`; ends with the growth exponent. */
export const bench = async (args: ReadonlyArray<string>) => {
  const sizes = args.length > 0 ? args.map(Number) : [10_000, 100_000, 1_000_000]
  const folder = mkdtempSync(join(tmpdir(), "otklik-bench-"))
  const seconds: Array<number> = []
  for (const messages of sizes) {
    const file = join(folder, `${messages}.jsonl`)
    await write(file, messages)
    seconds.push(find(file, messages))
  }
  rmSync(folder, { recursive: true })
  const last = sizes.length - 1
  if (last < 1) return
  const exponent = Math.log(seconds[last] / seconds[last - 1]) / Math.log(sizes[last] / sizes[last - 1])
  console.log(
    JSON.stringify({ step: "themes", growth: +exponent.toFixed(2), from: sizes[last - 1], to: sizes[last] })
  )
}
