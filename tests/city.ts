import { spawn, spawnSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"

const root = join(import.meta.dirname, "..")
const entry = join(root, "pipeline/bin/otklik.js")

/** Runs the command line as a user would and returns what it said; a failure carries its words. */
export const otklik = (store: string, ...args: ReadonlyArray<string>): string => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [entry, ...args], {
    cwd: root,
    env: { ...process.env, OTKLIK_STORE: store },
    encoding: "utf8",
    maxBuffer: 1 << 26
  })
  if (status !== 0) throw new Error(`otklik ${args.join(" ")} ended with ${status}\n${stdout}\n${stderr}`)
  return stdout
}

export const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

/** Four records, three of which cannot land: a day that does not exist, no text, too many columns. */
const damaged = [
  "Номер;Дата;Школа;Роль;Предложение",
  "D-1;12.11.2026 10:15;школа 1693;учитель;Верните прежний вид журнала, новый мелкий",
  "D-2;31.02.2026 10:15;школа 1693;учитель;Не открывается расписание на неделю",
  "D-3;12.11.2026 10:20;школа 1693;учитель;",
  "D-4;12.11.2026 10:25;школа 1693;учитель;Нет кнопки;лишнее;лишнее"
].join("\n")

/** A store with a small demonstration city in it: files written, imported and built once a test run. */
export const builtStore = (messages = 4000): string => {
  const ready = join(tmpdir(), `otklik-city-${process.env["OTKLIK_TEST_RUN"] ?? process.pid}-${messages}`)
  if (existsSync(ready)) return ready
  const folder = mkdtempSync(join(tmpdir(), "otklik-city-"))
  mkdirSync(join(folder, "files"))
  otklik(join(folder, "store"), "demo", join(folder, "files"), "--messages", String(messages))
  writeFileSync(join(folder, "damaged.csv"), damaged)
  otklik(join(folder, "store"), "import", join(folder, "damaged.csv"))
  otklik(join(folder, "store"), "run", "--from", join(folder, "files"))
  renameSync(folder, ready)
  return ready
}

export interface City {
  readonly url: string
  /** waits until the server has said such words; gives them */
  readonly said: (words: RegExp) => Promise<string>
  readonly folder: string
  readonly stop: () => Promise<void>
}

/** The whole product, on a free port unless told: demonstration files in, a ranked backlog out. */
export const city = async (
  folder = builtStore(),
  log: "inherit" | "ignore" = "inherit",
  settings: (url: string) => Readonly<Record<string, string>> = () => ({}),
  given?: number
): Promise<City> => {
  const port = given ?? (await freePort())
  const url = `http://127.0.0.1:${port}`
  let heard = ""
  const server = spawn(process.execPath, [entry, "serve"], {
    cwd: root,
    env: { ...process.env, OTKLIK_STORE: join(folder, "store"), OTKLIK_PORT: String(port), ...settings(url) },
    stdio: ["ignore", "pipe", log]
  })
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()))
  await new Promise<void>((resolve, reject) => {
    server.stdout.on("data", (said: Buffer) => {
      heard += said.toString()
      if (heard.includes(`:${port}`)) resolve()
    })
    server.once("exit", (code) => reject(new Error(`the server ended with ${code} before it listened`)))
  })
  return {
    url,
    said: (words) =>
      new Promise((resolve) => {
        const listen = () => {
          const found = words.exec(heard)?.[0]
          if (found === undefined) return void server.stdout.once("data", () => setImmediate(listen))
          resolve(found)
        }
        listen()
      }),
    folder,
    stop: async () => {
      server.kill("SIGTERM")
      await ended
    }
  }
}
