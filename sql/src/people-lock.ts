import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { Effect, Option, Runtime, Schema, type Scope } from "effect"

/** sysexits.h: try again when the other has ended. */
const temporaryFailure = 75

/** Another live process owns the folder of people's decisions; `pid` is null where its lock cannot be read. */
export class PeopleLocked extends Schema.TaggedError<PeopleLocked>()("PeopleLocked", {
  path: Schema.String,
  pid: Schema.NullOr(Schema.Int)
}) {
  override get [Runtime.errorExitCode]() {
    return temporaryFailure
  }
  override get message() {
    return this.pid === null
      ? `The lock ${this.path} cannot be read: delete it if no Otklik server uses this store, then start again.`
      : `Process ${this.pid} already serves this store (${this.path}): stop it, or give both servers one PostgreSQL by DATABASE_URL.`
  }
}

const Owner = Schema.Struct({ pid: Schema.Int, startedAt: Schema.String })
type Owner = typeof Owner.Type
const decode = Schema.decodeUnknownOption(Schema.fromJsonString(Owner))

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code

/** When a process started, in the kernel's own words: a number given again to a new process differs here. */
const startOf = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1")
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? ""
  } catch {
    return ""
  }
}

const runs = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === "EPERM"
  }
}

const lives = ({ pid, startedAt }: Owner): boolean => runs(pid) && startOf(pid) === startedAt

const read = (path: string): string | null => {
  try {
    return readFileSync(path, "utf8")
  } catch {
    return null
  }
}

const created = (path: string, text: string): boolean => {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text, { flag: "wx", mode: 0o600 })
    return true
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false
    throw error
  }
}

/** Renaming takes a stale file from rivals: of two that saw it, the later finds it gone, or puts a live one back. */
const removeStale = (path: string, stale: string, pid: number): void => {
  const aside = `${path}.stale.${pid}`
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  if (read(aside) === stale) rmSync(aside)
  else renameSync(aside, path)
}

const acquire = (path: string, pid: number, text: string, tries: number): PeopleLocked | null => {
  if (created(path, text)) return null
  const found = read(path)
  const owner = Option.getOrNull(decode(found))
  const refused = new PeopleLocked({ path, pid: owner?.pid ?? null })
  if (tries === 0 || (found !== null && (owner === null || lives(owner)))) return refused
  if (found !== null) removeStale(path, found, pid)
  return acquire(path, pid, text, tries - 1)
}

/**
 * Owns `path` until the scope closes: PGlite has no lock of its own, and two processes on one folder lose each
 * other's rows. A lock whose process is dead, or whose number names a newer process, is taken over.
 */
export const peopleLock = (path: string, pid: number): Effect.Effect<void, PeopleLocked, Scope.Scope> => {
  const text = JSON.stringify({ pid, startedAt: startOf(pid) } satisfies Owner)
  const release = () => Effect.sync(() => read(path) === text && rmSync(path))
  return Effect.acquireRelease(
    Effect.suspend(() => {
      const refused = acquire(path, pid, text, 3)
      return refused === null ? Effect.void : Effect.fail(refused)
    }),
    release
  )
}
