import { Effect, Schema } from "effect"

const advice: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full: make room and import again",
  EDQUOT: "the quota of the disk is used up: make room and import again",
  EROFS: "the disk of the store is read-only: mount it for writing, or name another store in OTKLIK_STORE",
  EACCES: "the store may not be written to: give its folder to this user",
  EMFILE: "too many files are open: raise the limit with ulimit -n",
  EIO: "the disk fails: move the store to another one"
}

/** What an import had ready could not be written; the store is as it was before. */
export class NotKept extends Schema.TaggedError<NotKept>()("NotKept", { code: Schema.String }) {
  override get message() {
    return `Nothing of this import was kept: ${advice[this.code] ?? `the store cannot be written to (${this.code})`}.`
  }
}

const codeOf = (cause: unknown): string =>
  typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "unknown"

/** Work on the files of an import; a failure of the disk is `NotKept`. */
export const kept = <A>(work: () => Promise<A>): Effect.Effect<A, NotKept> =>
  Effect.tryPromise({ try: work, catch: (cause) => new NotKept({ code: codeOf(cause) }) })
