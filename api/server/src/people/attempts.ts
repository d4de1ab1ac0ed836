import type { Database } from "@otklik/sql/database"
import { Context, Effect, Layer } from "effect"
import { sql } from "kysely"
import { createHash } from "node:crypto"
import type { Failure } from "../failures.ts"
import { together } from "../people-memory.ts"
import { type Failures, failedAgain, patience, waitFor } from "./back-off.ts"

/** One try to sign in: who they say they are, and where from. */
export interface Guess {
  readonly account: string
  readonly address: string
}

type Kind = keyof typeof patience
type Known = ReadonlyMap<string, Failures>

const hashed = (...parts: ReadonlyArray<string>) =>
  createHash("sha256").update(parts.join("\0")).digest("hex")

/** What a guess is counted by; only hashes are kept. */
const subjectsOf = ({ account, address }: Guess): Readonly<Record<Kind, string>> => ({
  pair: hashed("pair", account, address),
  address: hashed("address", address),
  account: hashed("account", account)
})
const kinds = Object.keys(patience) as ReadonlyArray<Kind>

const waitOf = (known: Known, subjects: Readonly<Record<Kind, string>>, now: number) =>
  Math.max(...kinds.map((kind) => waitFor(known.get(subjects[kind]), patience[kind], now)))

interface Shape {
  /** Milliseconds to wait; 0 lets the guess through and counts it as failed until it is said to have succeeded. */
  readonly admit: (guess: Guess, now: number) => Effect.Effect<number, Failure, Database>
  readonly succeeded: (guess: Guess) => Effect.Effect<void, Failure, Database>
}

/** Counted under one lock, so that guesses at the same moment are counted one by one. */
const admit: Shape["admit"] = (guess, now) =>
  together("sign-in attempt", async (tx) => {
    const subjects = subjectsOf(guess)
    await sql`select pg_advisory_xact_lock(5217)`.execute(tx)
    const rows = await tx
      .selectFrom("sign_in_attempt")
      .selectAll()
      .where("subject", "in", Object.values(subjects))
      .execute()
    const known = new Map(
      rows.map((row) => [row.subject, { failures: row.failures, failedAt: row.failed_at.getTime() }])
    )
    const wait = waitOf(known, subjects, now)
    if (wait > 0) return wait
    for (const subject of Object.values(subjects)) {
      const { failedAt, failures } = failedAgain(known.get(subject), now)
      await tx
        .insertInto("sign_in_attempt")
        .values({ subject, failures, failed_at: new Date(failedAt) })
        .onConflict((it) => it.column("subject").doUpdateSet({ failures, failed_at: new Date(failedAt) }))
        .execute()
    }
    return 0
  })

/** An address keeps its other failures: a person of the house could else guess at colleagues without end. */
const succeeded: Shape["succeeded"] = (guess) =>
  together("signed in", async (tx) => {
    const { account, address, pair } = subjectsOf(guess)
    await tx
      .updateTable("sign_in_attempt")
      .set({ failures: sql<number>`failures - 1` })
      .where("subject", "=", address)
      .where("failures", ">", 1)
      .execute()
    await tx.deleteFrom("sign_in_attempt").where("subject", "in", [account, pair]).execute()
  })

const inMemory = (): Shape => {
  const known = new Map<string, Failures>()
  return {
    admit: (guess, now) =>
      Effect.sync(() => {
        const subjects = subjectsOf(guess)
        const wait = waitOf(known, subjects, now)
        if (wait === 0)
          for (const subject of Object.values(subjects))
            known.set(subject, failedAgain(known.get(subject), now))
        return wait
      }),
    succeeded: (guess) =>
      Effect.sync(() => {
        const { account, pair } = subjectsOf(guess)
        known.delete(account)
        known.delete(pair)
      })
  }
}

/** Sign-ins that failed lately. */
export class Attempts extends Context.Service<Attempts, Shape>()("server/Attempts") {
  static readonly layer = Layer.succeed(Attempts, { admit, succeeded })
  static readonly layerMemory = Layer.sync(Attempts, inMemory)
}
