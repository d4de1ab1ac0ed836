import type { Route } from "@otklik/contract/route"
import type { Database } from "@otklik/sql/database"
import type { DuckDbError } from "@otklik/sql/duckdb"
import { Effect, type FileSystem, Schema } from "effect"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import type { Actor } from "./actor.ts"
import { Actors } from "./actors.ts"
import { fromOurPage } from "./own-page.ts"
import type { Entry } from "./entry.ts"
import { type Failure, notAllowed, notSignedIn } from "./failures.ts"
import { fingerprint } from "./fingerprint.ts"
import { type Decodable, type Input, inputOf } from "./input.ts"
import { Ledger } from "./ledger.ts"
import type { Messages } from "./messages.ts"
import type { Attempts } from "./people/attempts.ts"
import type { Passwords } from "./people/passwords.ts"
import type { Provider } from "./people/provider.ts"
import type { Pins } from "./pins.ts"
import { bare, type Overlay } from "./overlay.ts"
import type { Place } from "./place.ts"
import { may } from "./policy.ts"
import type { SnapshotFile } from "./snapshot-file.ts"
import { Snapshots } from "./snapshots.ts"
import { auditTaken } from "./taken.ts"
import { version } from "./version.ts"

export type Services =
  | Actors
  | Attempts
  | Database
  | Entry
  | FileSystem.FileSystem
  | Ledger
  | Messages
  | Passwords
  | Pins
  | Place
  | Provider
  | Snapshots
export type Answering = Route & { readonly schema: { readonly response: { readonly 200: Schema.Top } } }
export type Output<R extends Answering> = R["schema"]["response"][200]["Type"]
type Fallible<A> = Effect.Effect<A, Failure | DuckDbError, Services>

/** Runs what a request needs; interrupted when the client leaves or the time is up. */
export type Run = <A>(effect: Fallible<A>, signal: AbortSignal) => Promise<A>

/** A file to download instead of a page to show. */
export interface Download {
  readonly name: string
  readonly type: string
  readonly body: Buffer
  /** of data, as the audit tells it */
  readonly rows: number
}

/** An encoded answer and its strong tag; the body is null where the client holds it, the tag where nobody may keep it. */
interface Page {
  readonly tag: string | null
  readonly body: Buffer | null
  readonly download?: Download
  readonly cookies?: ReadonlyArray<string>
}
type Known = (tag: string) => boolean
type Answer<R extends Route> = (input: Input<R>, known: Known) => Fallible<Page>

const encoder = (route: Answering) => {
  const encode = Schema.encodeUnknownEffect(route.schema.response[200] as Decodable)
  return (output: unknown) =>
    Effect.orDie(Effect.map(encode(output), (encoded) => Buffer.from(JSON.stringify(encoded))))
}

/** A past state answers as it did when it was served: what it is asked for by is no part of the question. */
const apart = <R extends Route>(input: Input<R>) => {
  const { as_of: asOf, ...query } = input.query as { readonly as_of?: string }
  return { asOf, asked: { ...input, query } as Input<R> }
}

/** What tells answers from one snapshot apart: what is kept of one scope is never given to another. */
const tagOf = <R extends Route>(file: SnapshotFile, route: R, { params, query, scope }: Input<R>) =>
  fingerprint(version, file.id, route.url, params, query, scope === "all" ? scope : [...scope].toSorted())

type Laid<R extends Route, A> = (file: SnapshotFile, input: Input<R>, overlay: Overlay) => Fallible<A>

/** What lies over the snapshot that is served; nothing lies over that of a date. */
const overlayFor = (file: SnapshotFile, asOf: string | undefined) =>
  asOf === undefined ? Effect.map(Ledger, ({ over }) => over(file)) : Effect.succeed(bare)

/**
 * Answers from the snapshot that is served with what people decided since laid over it, or from that of the date asked
 * for: the tag is known before the work, and the work is done once.
 */
export const overSnapshot = <R extends Answering>(route: R, handler: Laid<R, Output<R>>): Answer<R> => {
  const encode = encoder(route)
  const page = Effect.fnUntraced(function* (
    file: SnapshotFile,
    input: Input<R>,
    known: Known,
    asOf: string | undefined
  ) {
    const overlay = yield* overlayFor(file, asOf)
    const tag = fingerprint(tagOf(file, route, input), overlay.revision)
    if (known(tag)) return { tag, body: null }
    const kept = file.pages.get(tag)
    if (kept !== undefined) return { tag, body: kept }
    const body = yield* Effect.flatMap(handler(file, input, overlay), encode)
    file.pages.set(tag, body)
    return { tag, body }
  })
  return (input, known) => {
    const { asOf, asked } = apart(input)
    return Snapshots.use(({ using }) => using((file) => page(file, asked, known, asOf), asOf))
  }
}

/** Answers from the snapshot that is served, or from that of the date asked for, whatever was decided since. */
export const fromSnapshot = <R extends Answering>(
  route: R,
  handler: (file: SnapshotFile, input: Input<R>) => Fallible<Output<R>>
): Answer<R> => overSnapshot(route, handler)

/** Answers with a file made from the snapshot that is served, or from that of the date asked for; the audit keeps who took it. */
export const downloadFromSnapshot =
  <R extends Route>(route: R, handler: Laid<R, Download>): Answer<R> =>
  (input, known) => {
    const { asOf, asked } = apart(input)
    const taken = (rows: number | null) =>
      auditTaken({ ...asked, actor: asked.actor as Actor, url: route.url, asOf, rows })
    const answer = Effect.fnUntraced(function* (file: SnapshotFile) {
      const overlay = yield* overlayFor(file, asOf)
      const tag = fingerprint(tagOf(file, route, asked), asked.tongue, overlay.revision)
      if (known(tag)) return yield* Effect.as(taken(null), { tag, body: null })
      const download = yield* handler(file, asked, overlay)
      yield* taken(download.rows)
      return { tag, body: download.body, download }
    })
    return Snapshots.use(({ using }) => using(answer, asOf))
  }

/** Answers from what may change at any moment: the tag is that of the bytes. */
export const fromStore = <R extends Answering>(
  route: R,
  handler: (input: Input<R>) => Fallible<Output<R>>
): Answer<R> => {
  const encode = encoder(route)
  return (input, known) =>
    Effect.map(Effect.flatMap(handler(input), encode), (body) => {
      const tag = fingerprint(body.toString())
      return { tag, body: known(tag) ? null : body }
    })
}

/** Answers with what a change has made of the store: never kept, never taken from what was kept. */
export const changing = <R extends Answering>(
  route: R,
  handler: (input: Input<R>) => Fallible<Output<R>>
): Answer<R> => {
  const encode = encoder(route)
  return (input) => Effect.map(Effect.flatMap(handler(input), encode), (body) => ({ tag: null, body }))
}

/** Answers a person who comes in or goes out: with cookies that say so. */
export const entering = <R extends Answering>(
  route: R,
  handler: (
    input: Input<R>
  ) => Fallible<{ readonly output: Output<R>; readonly cookies: ReadonlyArray<string> }>
): Answer<R> => {
  const encode = encoder(route)
  return (input) =>
    Effect.flatMap(handler(input), ({ cookies, output }) =>
      Effect.map(encode(output), (body) => ({ tag: null, body, cookies }))
    )
}

const quotedTags = /"([^"]*)"/g
const timeUp = "FST_ERR_HANDLER_TIMEOUT"
const encodings = /-(br|gzip)$/

const heldBy = (request: FastifyRequest): Known => {
  const header = request.headers["if-none-match"] ?? ""
  const tags = new Set([...header.matchAll(quotedTags)].map(([, tag = ""]) => tag.replace(encodings, "")))
  return (tag) => tags.has(tag) || header.trim() === "*"
}

const send = (reply: FastifyReply, { body, cookies, download, tag }: Page) => {
  if (cookies !== undefined) reply.header("set-cookie", cookies)
  if (tag === null) reply.header("cache-control", "no-store")
  else reply.header("etag", `"${tag}"`).header("cache-control", "private, no-cache")
  if (body === null) return reply.code(304).send()
  if (download !== undefined) reply.header("content-disposition", `attachment; filename="${download.name}"`)
  return reply.type(download?.type ?? "application/json; charset=utf-8").send(body)
}

/**
 * Aborts when the client leaves before the answer or the time is up. Fastify's own signal aborts as soon as a body
 * has been read to its end.
 */
const endOf = (request: FastifyRequest, reply: FastifyReply): AbortSignal => {
  const end = new AbortController()
  reply.raw.once("close", () => reply.raw.writableFinished || end.abort())
  request.signal.addEventListener("abort", () => request.signal.reason?.code === timeUp && end.abort())
  return end.signal
}

/** Who asks, where the policy lets them have this route. */
const admitted = (route: Route, request: FastifyRequest) =>
  Effect.gen(function* () {
    const { of } = yield* Actors
    yield* fromOurPage(request)
    const actor = yield* of(request)
    if (may(actor, route.access)) return actor
    return yield* actor === null ? notSignedIn : notAllowed
  })

/** Puts one route of the contract on the server: what it needs of the caller is asked before anything else. */
export const mount = <R extends Route>(app: FastifyInstance, run: Run, route: R, answer: Answer<R>): void => {
  const decode = inputOf(route)
  app.route({
    method: route.method,
    url: route.url,
    ...(route.bytes !== undefined && { bodyLimit: route.bytes }),
    handler: async (request, reply) => {
      const known = heldBy(request)
      const page = await run(
        admitted(route, request).pipe(
          Effect.flatMap((actor) => decode(request, actor)),
          Effect.flatMap((input) => answer(input, known))
        ),
        endOf(request, reply)
      )
      return send(reply, page)
    }
  })
}
