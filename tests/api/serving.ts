import { type StaffRole, PersonId } from "@otklik/contract/people"
import type { Actor } from "@otklik/server/actor"
import { Actors } from "@otklik/server/actors"
import { buildApp } from "@otklik/server/app"
import { Entry } from "@otklik/server/entry"
import type { Run, Services } from "@otklik/server/endpoint"
import { services } from "@otklik/server/services"
import { Database } from "@otklik/sql/database"
import { Context, Effect, Layer, Option, Redacted, Schedule } from "effect"
import type { FastifyInstance, InjectOptions } from "fastify"
import { mkdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { proposeAnew, writeStore, temporaryFolder } from "../fixtures/snapshot.ts"
import { client, type StubProvider, stubProvider } from "./stub-provider.ts"

/** Nothing listens there: reading must not need the database. */
const nowhere = Option.some(Redacted.make("postgres://otklik@127.0.0.1:1/none"))

const writeDashboard = async (folder: string) => {
  await mkdir(join(folder, "assets"), { recursive: true })
  await writeFile(join(folder, "index.html"), "<!doctype html><title>Отклик</title>")
  await writeFile(join(folder, "favicon.svg"), "<svg/>")
  await writeFile(
    join(folder, "assets", "index-Ab3_xYz9.js"),
    `console.log(${JSON.stringify("x".repeat(4000))})`
  )
}

const appOver = (store: string, log: Array<string>) =>
  Effect.gen(function* () {
    const dashboard = join(store, "dashboard")
    yield* Effect.promise(() => writeDashboard(dashboard))
    const context = yield* Effect.context<Services>()
    const run: Run = (effect, signal) => Effect.runPromiseWith(context)(effect, { signal })
    const entry = yield* Entry
    const logger = { level: "info", stream: { write: (line: string) => void log.push(line) } }
    return yield* Effect.acquireRelease(
      Effect.promise(() => buildApp({ run, dashboard, entry, logger })),
      (app) => Effect.promise(() => app.close())
    )
  })

/** The embedded database takes a moment to open. */
const opened = Database.use(({ status }) => status).pipe(
  Effect.repeat({ until: ({ state }) => state === "ready", schedule: Schedule.spaced("20 millis") })
)

const nobody: unknown = "nobody"

/** Who a request says it comes from: {"role": "curator", "schools": ["1001"]}, all schools unless named. */
export const as = (role: StaffRole | "nobody", schools?: ReadonlyArray<string>, person: string = role) => ({
  "x-as": JSON.stringify({ role, schools, person })
})

const named = (header: unknown): Actor | null => {
  const { person, role, schools } = JSON.parse(String(header)) as {
    role: StaffRole
    schools?: ReadonlyArray<string>
    person: string
  }
  if (role === nobody) return null
  const own = schools === undefined ? ("all" as const) : new Set(schools)
  return { person: PersonId.make(person), name: role, role, schools: own, actions: "all" }
}

/** Takes everyone's word for who they are: the policy is what is tried. */
export const trusting = Layer.succeed(Actors, {
  of: ({ headers }) => Effect.sync(() => named(headers["x-as"]))
})

/** `SNAPSHOT` in an address or a body stands for the id of the served one. */
const addressed = async (store: string, { payload, url = "/", ...given }: InjectOptions) => {
  const told = JSON.stringify({ payload, url })
  if (!told.includes("SNAPSHOT")) return { ...given, url, ...(payload !== undefined && { payload }) }
  const served = (await readFile(join(store, "current"), "utf8")).trim()
  return { ...given, ...(JSON.parse(told.replaceAll("SNAPSHOT", served)) as InjectOptions) }
}

/** Everyone is the administrator, or whom they choose to be. */
export const demonstration: Entry["Service"] = {
  demonstration: true,
  origin: null,
  timezone: "Europe/Moscow",
  provider: null
}

/** Everyone signs in. */
export const accounts: Entry["Service"] = { ...demonstration, demonstration: false }

/** Everyone signs in, by the organisation's accounts too. */
export const withProvider = ({ issuer }: Pick<StubProvider, "issuer">): Entry["Service"] => ({
  ...accounts,
  origin: "http://localhost",
  provider: {
    issuer,
    client: client.id,
    secret: Redacted.make(client.secret),
    groups: "groups",
    roles: [
      ["heads", "administrator"],
      ["planners", "planner"],
      ["curators", "curator"]
    ]
  }
})

interface Options {
  readonly database?: Option.Option<Redacted.Redacted<string>>
  readonly entry?: Entry["Service"]
  readonly secondReadings?: number
  /** in place of the server's own layers */
  readonly instead?: Layer.Layer<never> | Layer.Layer<Actors>
}

const servicesOf = (
  store: string,
  { database = nowhere, entry = demonstration, secondReadings = 40 }: Options
) =>
  services({
    store,
    dashboard: join(store, "dashboard"),
    memory: "512MiB",
    threads: 2,
    database,
    pid: process.pid,
    entry,
    secondReadings
  })

/** The whole server over one store, without a port. */
export class Serving extends Context.Service<
  Serving,
  {
    readonly app: FastifyInstance
    readonly store: string
    /** what the server logged of requests */
    readonly log: ReadonlyArray<string>
    readonly get: (url: string, headers?: Record<string, string>) => Effect.Effect<Answer>
    /** as a page of ours asks; `SNAPSHOT` in an address or a body stands for the id of the served one */
    readonly inject: (options: InjectOptions) => Effect.Effect<Answer>
    /** does what a route might, with the server's own services */
    readonly within: <A, E>(effect: Effect.Effect<A, E, Services>) => Effect.Effect<A, E>
  }
>()("tests/Serving") {
  static readonly over = (store: string, options: Options = {}) =>
    Layer.effect(
      Serving,
      Effect.gen(function* () {
        const log: Array<string> = []
        if (options.database !== undefined) yield* opened
        const context = yield* Effect.context<Services>()
        const within = <A, E>(effect: Effect.Effect<A, E, Services>) => Effect.provide(effect, context)
        const app = yield* appOver(store, log)
        const inject = (given: InjectOptions) =>
          Effect.promise(async () =>
            app.inject({
              ...(await addressed(store, given)),
              headers: { "x-otklik": "test", ...given.headers }
            })
          )
        return Serving.of({
          app,
          store,
          log,
          within,
          inject,
          get: (url, headers = {}) => inject({ url, headers })
        })
      })
    ).pipe(Layer.provide(Layer.merge(servicesOf(store, options), options.instead ?? Layer.empty)))

  /** Over an empty folder. */
  static readonly empty = Layer.unwrap(Effect.map(temporaryFolder, (folder) => Serving.over(folder)))

  /** Over the small store of `fixtures/messages.ts`. */
  static readonly small = Layer.unwrap(
    Effect.map(
      Effect.tap(temporaryFolder, (folder) => writeStore(folder)),
      (folder) => Serving.over(folder)
    )
  )

  /** Over the small store with a database of its own. */
  static readonly whole = Layer.unwrap(
    Effect.map(
      Effect.tap(temporaryFolder, (folder) => writeStore(folder)),
      (folder) => Serving.over(folder, { database: Option.none() })
    )
  )

  /** Over the small store with accounts in the embedded database, to whoever `as` says, themes found anew beside those served; one message in so many is read twice. */
  static readonly rolesReading = (secondReadings: number) =>
    Layer.unwrap(
      Effect.gen(function* () {
        const folder = yield* temporaryFolder
        yield* writeStore(folder)
        yield* proposeAnew(folder)
        const entry = withProvider(yield* stubProvider)
        return Serving.over(folder, { database: Option.none(), entry, instead: trusting, secondReadings })
      })
    )

  /** The same with the default share. */
  static readonly roles = Serving.rolesReading(40)
}

type Answer = Awaited<ReturnType<FastifyInstance["inject"]>>
