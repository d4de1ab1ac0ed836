import { spawnSync } from "node:child_process"
import { join } from "node:path"

const entry = join(import.meta.dirname, "../../../pipeline/bin/otklik.js")
const measured = new URL("../../quality/peak-memory.js", import.meta.url).href

const run = (store: string, args: ReadonlyArray<string>) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, ["--import", measured, entry, ...args], {
    encoding: "utf8",
    env: { ...process.env, OTKLIK_STORE: store },
    maxBuffer: 1 << 28
  })
  if (status !== 0) throw new Error(stderr)
  return {
    stdout,
    peakMb: Math.max(...Array.from(stderr.matchAll(/^peak (\d+)$/gm), ([, mb]) => Number(mb)))
  }
}

/** Lands a demonstration city and builds it from nothing once more: a row a step, and one of the whole without the import. */
export const coldBuild = (folder: string, messages: number) => {
  const city = join(folder, `city-${messages}`)
  const store = join(folder, `store-${messages}`)
  run(store, ["demo", city, "--messages", String(messages)])
  run(store, ["run", "--from", city])
  const began = performance.now()
  const { peakMb, stdout } = run(store, ["build", "--force", "--json"])
  const seconds = Number(((performance.now() - began) / 1000).toFixed(1))
  const steps = (JSON.parse(stdout) as { readonly seconds: Readonly<Record<string, number>> }).seconds
  return [
    ...Object.entries(steps).map(([name, spent]) => ({ step: `build ${name}`, messages, seconds: spent })),
    { step: "build", messages, seconds, peakMb }
  ]
}
