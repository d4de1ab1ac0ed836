import { spawn } from "node:child_process"
import { once } from "node:events"
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { otklik } from "../city.ts"

const entry = join(import.meta.dirname, "../../pipeline/bin/otklik.js")

interface Counted {
  readonly read: number
  readonly landed: number
  readonly duplicates: number
  readonly quarantined: number
}

const peakOf = (pid: number): number => {
  const status = `/proc/${pid}/status`
  if (!existsSync(status)) return 0
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, "utf8"))?.[1] ?? 0) / 1024
}

/** Runs an import as a user would: what it counted, how long it took from start to exit, and its peak of memory. */
const measured = async (store: string, files: ReadonlyArray<string>) => {
  const began = performance.now()
  const child = spawn(process.execPath, [entry, "import", ...files, "--json"], {
    env: { ...process.env, OTKLIK_STORE: store },
    stdio: ["ignore", "pipe", "inherit"]
  })
  const ended = once(child, "exit")
  let peakMb = 0
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, peakOf(child.pid!))
  }, 20)
  const runs: Array<Counted> = []
  for await (const line of createInterface(child.stdout)) {
    const told = JSON.parse(line) as Counted & { readonly kind?: string }
    if (told.kind !== "directory") runs.push(told)
  }
  const [code] = (await ended) as [number | null]
  clearInterval(watch)
  if (code !== 0) throw new Error(`the import ended with ${code}`)
  const whole = runs.every((run) => run.read === run.landed + run.duplicates + run.quarantined)
  if (!whole) throw new Error("read is not landed + duplicates + quarantined")
  const messages = runs.reduce((sum, { read }) => sum + read, 0)
  return { messages, seconds: (performance.now() - began) / 1000, peakMb: Math.round(peakMb) }
}

const tell = (
  step: string,
  { messages, peakMb, seconds }: Awaited<ReturnType<typeof measured>>,
  bytes: number
) =>
  console.log(
    JSON.stringify({
      step,
      messages,
      seconds: Number(seconds.toFixed(2)),
      messagesPerSecond: Math.round(messages / seconds),
      peakMb,
      fileMb: Math.round(bytes / 1e6)
    })
  )

const sources = [
  "otrs.csv",
  "zendesk.json",
  "zendesk-export.csv",
  "jira.csv",
  "naumen.xlsx",
  "google-forms.csv",
  "yandex-forms.xlsx",
  "mail.mbox",
  "telegram/result.json",
  "ideas.jsonl",
  "suggestion-box.csv"
]

/** The rows of one CSV written again and again under new numbers until the file is so large. */
const grown = async (from: string, to: string, bytes: number): Promise<void> => {
  const [header, ...rows] = readFileSync(from, "latin1").split(/\n(?=\d{16};)/)
  const out = createWriteStream(to, "latin1")
  out.write(`${header}\n`)
  let written = 0
  for (let round = 10; written < bytes; round++) {
    const part = rows.map((row) => `${round}${row.slice(2).trimEnd()}\n`).join("")
    written += part.length
    if (!out.write(part)) await new Promise<void>((resolve) => out.once("drain", () => resolve()))
  }
  await new Promise<void>((resolve) => out.end(() => resolve()))
}

/** `import [MESSAGES] [MB]`: the demonstration city through every reader, again as duplicates, and one large CSV. */
export const bench = async ([count = "100000", mb = "200"]: ReadonlyArray<string>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), "otklik-bench-"))
  try {
    const city = join(folder, "city")
    const store = join(folder, "store")
    otklik(store, "demo", city, "--messages", count)
    const files = sources.map((name) => join(city, name)).filter((name) => existsSync(name))
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0)
    tell("import, every kind of file", await measured(store, [join(city, "schools.csv"), ...files]), bytes)
    tell("import again, all duplicates", await measured(store, files), bytes)
    const large = join(folder, "otrs.csv")
    await grown(join(city, "otrs.csv"), large, Number(mb) * 1e6)
    tell("import, one large CSV", await measured(join(folder, "large"), [large]), statSync(large).size)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
