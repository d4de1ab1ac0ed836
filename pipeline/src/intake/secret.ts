import { randomBytes } from "node:crypto"
import { link, mkdir, open, readFile, rm } from "node:fs/promises"
import { dirname } from "node:path"
import { Context, Data, Effect, Layer, Option, Redacted } from "effect"
import { Settings } from "../settings.ts"
import { Store } from "../warehouse/store.ts"

/** The secret cannot be used; the sentence says why and what to do, and never holds the secret. */
export class NoSecret extends Data.TaggedError("NoSecret")<{ readonly sentence: string }> {
  override get message() {
    return this.sentence
  }
}

const shortest = 16
const bytes = 32

const codeOf = (cause: unknown): string =>
  cause instanceof Error && "code" in cause ? String(cause.code) : "unknown"

/** Writes a new secret whole or not at all: another process that is making one at this moment may win. */
const make = async (file: string): Promise<void> => {
  const secret = randomBytes(bytes).toString("hex")
  const draft = `${file}.${randomBytes(6).toString("hex")}`
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(draft, "wx", 0o600)
  try {
    await handle.writeFile(`${secret}\n`)
    await handle.sync()
    await link(draft, file).catch((cause: unknown) => {
      if (codeOf(cause) !== "EEXIST") throw cause
    })
  } finally {
    await handle.close()
    await rm(draft, { force: true })
  }
}

const readOrMake = async (file: string): Promise<string> => {
  try {
    return await readFile(file, "utf8")
  } catch (cause) {
    if (codeOf(cause) !== "ENOENT") throw cause
  }
  await make(file)
  return readFile(file, "utf8")
}

const long = (secret: string, where: string) =>
  secret.length >= shortest
    ? Effect.succeed(secret)
    : Effect.fail(
        new NoSecret({
          sentence: `The secret in ${where} is shorter than ${shortest} characters. Put back the one that authors were hashed with, or a new one of 64 hexadecimal digits.`
        })
      )

const fromFile = (file: string) =>
  Effect.tryPromise({
    try: () => readOrMake(file),
    catch: (cause) =>
      new NoSecret({
        sentence: `The secret ${file} cannot be read or made (${codeOf(cause)}). Give its folder and the file to the user who runs Otklik, or set OTKLIK_SECRET.`
      })
  }).pipe(Effect.flatMap((text) => long(text.trim(), file)))

/** The key by which authors become hashes: OTKLIK_SECRET, else the file beside the store, made at first start, mode 0600. */
export class Secret extends Context.Service<Secret, { readonly key: Redacted.Redacted<string> }>()(
  "pipeline/intake/Secret"
) {
  static readonly ofStore = Layer.effect(
    Secret,
    Effect.gen(function* () {
      const store = yield* Store
      const settings = yield* Effect.serviceOption(Settings)
      const given = Option.flatMap(settings, ({ secret }) => secret)
      const key = Option.isSome(given)
        ? yield* long(Redacted.value(given.value), "OTKLIK_SECRET")
        : yield* fromFile(store.secret)
      return Secret.of({ key: Redacted.make(key) })
    })
  )
}
