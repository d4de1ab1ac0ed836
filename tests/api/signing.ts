import { assert } from "@effect/vitest"
import { Database, DatabaseDown } from "@otklik/sql/database"
import type { Entry } from "@otklik/server/entry"
import { firstInvitation } from "@otklik/server/people/invitations"
import { Context, Effect, Layer, Option, Redacted } from "effect"
import { sql } from "kysely"
import { temporaryFolder, writeStore } from "../fixtures/snapshot.ts"
import { postgres } from "../postgres.ts"
import { accounts, Serving, withProvider } from "./serving.ts"
import { type StubProvider, stubProvider } from "./stub-provider.ts"

const server = Effect.acquireRelease(Effect.promise(postgres), ({ stop }) => Effect.promise(stop))
const homes = {
  pglite: Effect.succeed(Option.none<Redacted.Redacted<string>>()),
  postgresql: Effect.map(server, ({ url }) => Option.some(Redacted.make(url)))
}

export const password = "лошадь скрепка батарея"
export type Body = Readonly<Record<string, unknown>>

export const ask = Effect.fn(function* (
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  url: string,
  payload?: Body,
  headers: Readonly<Record<string, string>> = {}
) {
  const { inject } = yield* Serving
  return yield* inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) })
})

/** The session that an answer gave, as its browser sends it back. */
export const cookieOf = (answer: { headers: Record<string, unknown> }) => ({
  cookie: String(answer.headers["set-cookie"] ?? "").split(";")[0]!
})

export const signIn = (person: string, word = password) =>
  ask("POST", "/api/session", { person, password: word })
export const whoIs = (headers: Readonly<Record<string, string>>) =>
  Effect.map(ask("GET", "/api/me", undefined, headers), (it) => it.json().person?.id ?? null)

export const stated = (text: ReturnType<typeof sql>) =>
  Effect.flatMap(Serving, ({ within }) =>
    within(Database.use(({ query }) => query("test", (db) => text.execute(db))))
  )

/** An administrator's session, by the first link of all. */
export const administrator = Effect.gen(function* () {
  const { within } = yield* Serving
  const link = yield* within(firstInvitation)
  if (link === null) return cookieOf(yield* signIn("boss"))
  const secret = link.split("#")[1]!
  return cookieOf(yield* ask("POST", "/api/invitation", { secret, password, person: "boss", name: "Анна" }))
})

/** A new person with a password, and their session. */
export const person = Effect.fn(function* (id: string, role: string) {
  const boss = yield* administrator
  const added = yield* ask("POST", "/api/people", { id, name: `Имя ${id}`, role }, boss)
  assert.strictEqual(added.statusCode, 200, added.body)
  const secret = String(added.json().invitation.link).split("#")[1]!
  return cookieOf(yield* ask("POST", "/api/invitation", { secret, password }))
})

const servingOver = (home: (typeof homes)["pglite" | "postgresql"], entry: Entry["Service"]) =>
  Layer.unwrap(
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      yield* writeStore(folder)
      return Serving.over(folder, { database: yield* home, entry })
    })
  )

/** A server with accounts over the small store, on either database. */
export const servingWithAccounts = Object.entries(homes).map(
  ([kind, home]) => [kind, servingOver(home, accounts)] as const
)

/** The organisation's provider of accounts, beside a server that knows it. */
export class Organisation extends Context.Service<Organisation, StubProvider>()("tests/Organisation") {}

/** The same where people of an organisation sign in as well. */
export const servingWithProvider = Object.entries(homes).map(
  ([kind, home]) =>
    [
      kind,
      Layer.unwrap(
        Effect.map(stubProvider, (stub) =>
          Layer.merge(servingOver(home, withProvider(stub)), Layer.succeed(Organisation, stub))
        )
      )
    ] as const
)

/** Waits until the database is open. */
export const opened = Effect.flatMap(Serving, ({ within }) =>
  within(
    Database.use(({ query }) => query("wait", (db) => sql`select 1`.execute(db))).pipe(
      Effect.retry({ while: (error) => error instanceof DatabaseDown, times: 60 })
    )
  )
)
