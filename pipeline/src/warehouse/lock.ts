import { readFileSync } from "node:fs"
import { Clock, Data, Effect, FileSystem } from "effect"

/** Another process is at work on the store. */
export class Busy extends Data.TaggedError("Busy")<{ readonly what: string; readonly pid: number }> {
  override get message() {
    return `${this.what}: process ${this.pid} is at it. Wait until it ends, or end it.`
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return cause instanceof Error && "code" in cause && cause.code === "EPERM"
  }
}

/** When a process was started, in the system's own ticks: a pid that was given to another process differs in it. */
const startOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ")[19] ?? ""
  } catch {
    return ""
  }
}

const holder = (text: string): number | undefined => {
  const [pid, start] = text.trim().split(" ")
  const number = Number(pid)
  if (!Number.isInteger(number) || number <= 0 || !isAlive(number)) return undefined
  return start === undefined || start === "" || start === startOf(number) ? number : undefined
}

const take = Effect.fnUntraced(function* (file: string, what: string) {
  const files = yield* FileSystem.FileSystem
  const mark = `${process.pid} ${startOf(process.pid)}\n`
  const put = files.writeFileString(file, mark, { flag: "wx" })
  const held = yield* put.pipe(
    Effect.as(false),
    Effect.catch(() => Effect.succeed(true))
  )
  if (!held) return
  const text = yield* files.readFileString(file).pipe(Effect.orElseSucceed(() => ""))
  const pid = holder(text)
  if (pid !== undefined) return yield* new Busy({ what, pid })
  const aside = `${file}.${process.pid}.${yield* Clock.currentTimeMillis}`
  yield* files.rename(file, aside).pipe(Effect.ignore)
  yield* files.remove(aside, { force: true }).pipe(Effect.ignore)
  yield* put.pipe(Effect.mapError(() => new Busy({ what, pid: 0 })))
})

/** Holds a lock file for a scope: one process at a time; a lock whose process is dead is taken over. */
export const exclusively = (file: string, what: string) =>
  Effect.acquireRelease(take(file, what), () =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      yield* files.remove(file, { force: true }).pipe(Effect.ignore)
    })
  )
