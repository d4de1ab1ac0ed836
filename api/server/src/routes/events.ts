import { DecisionEvent, eventsUrl, SnapshotEvent } from "@otklik/contract/events"
import type { PersonId } from "@otklik/contract/people"
import { readOn } from "@otklik/sql/ledger/read"
import type { Row } from "@otklik/sql/ledger/row"
import type { Scope } from "@otklik/sql/scope"
import { Context, type Duration, Effect, PubSub, Schedule, Schema } from "effect"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import type { OutgoingHttpHeaders } from "node:http"
import { Actors } from "../actors.ts"
import type { Run } from "../endpoint.ts"
import { databaseDown, notAllowed, notSignedIn } from "../failures.ts"
import type { News } from "../following.ts"
import { Ledger } from "../ledger.ts"
import { may, scopeOf } from "../policy.ts"
import { blindBefore } from "../second-readings.ts"

type Send = (text: string) => void

/** Who listens, and of what they may be told. */
interface Listener {
  readonly person: PersonId
  readonly scope: Scope
  /** of messages before this id, which the listener reads blind, others' decisions are not told */
  readonly blind: string
}

const encodeDecision = Schema.encodeSync(Schema.fromJsonString(DecisionEvent))
const encodeSnapshot = Schema.encodeSync(Schema.fromJsonString(SnapshotEvent))

const most = 1_000
const longest = 2 ** 31 - 1

/** The messages of a split may be of any school. */
const mentioned = (scope: Scope, { change, mentions }: Row) =>
  scope === "all" || change.kind !== "split" ? mentions : mentions.filter((one) => one.startsWith("T"))

const decisionOf = (scope: Scope, row: Row) => {
  const { at, by, change, id, sequence, subject, version } = row
  const mentions = mentioned(scope, row)
  return `id: ${sequence}\nevent: decision\ndata: ${encodeDecision({ sequence, id, at: at.toISOString(), by, kind: change.kind, subject, mentions, version })}\n\n`
}

const isMessage = /^[0-9a-f]{32}$/

const visible = ({ blind, person, scope }: Listener, { by, school, subject }: Row) =>
  (scope === "all" || school === null || scope.has(school)) &&
  (by === person || subject >= blind || !isMessage.test(subject))

/** How often a page hears that the connection stands, and it is looked whether its reader may still listen. */
export const Heartbeat = Context.Reference<Duration.Input>("server/Heartbeat", {
  defaultValue: () => "5 seconds"
})

/** Sends the rows that are news to a page; gives the place it has come to. */
const tell = (send: Send, to: Listener, from: number, rows: ReadonlyArray<Row>): number => {
  for (const row of rows) if (row.sequence > from && visible(to, row)) send(decisionOf(to.scope, row))
  return Math.max(from, rows.at(-1)?.sequence ?? 0)
}

/** What a page missed; it is told to begin anew where that is more than it could take in. */
const catchUp = Effect.fnUntraced(function* (send: Send, to: Listener, from: number) {
  const ledger = yield* Ledger
  const rows = yield* ledger.query("catch up", (db) => readOn(db, from, most + 1))
  if (rows.length <= most) return tell(send, to, from, rows)
  const { sequence } = yield* ledger.head
  send(`id: ${sequence}\nevent: reset\ndata: {}\n\n`)
  return sequence
})

/** Whoever may not listen any more is left; a database that is down is no reason to leave anybody. */
const follow = Effect.fnUntraced(function* (send: Send, request: FastifyRequest, first: Listener) {
  const ledger = yield* Ledger
  const news = yield* PubSub.subscribe(ledger.news)
  const last = lastOf(request)
  let to = first
  send("retry: 2000\n\n")
  const beat = Effect.map(admitted(request), (now) => void (to = now)).pipe(
    Effect.catch((failure) => (failure === databaseDown ? Effect.void : Effect.fail(failure))),
    Effect.andThen(Effect.sync(() => send(": still here\n\n")))
  )
  const now = last === null ? Effect.map(ledger.head, ({ sequence }) => sequence) : catchUp(send, to, last)
  let at = yield* Effect.retry(now, {
    while: (it) => it === databaseDown,
    schedule: Schedule.spaced("1 second")
  })
  send(`id: ${at}\nevent: here\ndata: {}\n\n`)
  const one = (it: News) => {
    if ("rows" in it) at = tell(send, to, at, it.rows)
    else send(`event: snapshot\ndata: ${encodeSnapshot(it)}\n\n`)
  }
  yield* Effect.raceFirst(
    Effect.forever(Effect.map(PubSub.take(news), one)),
    Effect.repeat(beat, Schedule.spaced(yield* Heartbeat))
  )
}, Effect.scoped)

const head = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  "x-accel-buffering": "no"
}

/** The last event that a page has seen: a browser that resumes tells it in a header, a page that begins anew by `since`. */
const lastOf = ({ headers, query }: FastifyRequest): number | null => {
  const last = Number(headers["last-event-id"] ?? (query as { since?: string }).since ?? Number.NaN)
  return Number.isSafeInteger(last) && last >= 0 ? last : null
}

const admitted = Effect.fnUntraced(function* (request: FastifyRequest) {
  const { of } = yield* Actors
  const actor = yield* of(request)
  if (actor === null) return yield* notSignedIn
  if (!may(actor, "read_messages")) return yield* notAllowed
  return {
    person: actor.person,
    scope: scopeOf(actor, "read_messages"),
    blind: yield* blindBefore(actor)
  } satisfies Listener
})

const open = (reply: FastifyReply): Send => {
  reply.hijack()
  reply.raw.writeHead(200, { ...(reply.getHeaders() as OutgoingHttpHeaders), ...head })
  return (text) => void reply.raw.write(text)
}

/** The stream that open pages listen to; ends when the page leaves, its session is over or the server stops. */
export const mountEvents = (app: FastifyInstance, run: Run): void => {
  const streams = new Set<FastifyReply>()
  app.addHook("preClose", async () => streams.forEach(({ raw }) => raw.end()))
  app.route({
    method: "GET",
    url: eventsUrl,
    handlerTimeout: longest,
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const left = new AbortController()
      reply.raw.once("close", () => left.abort())
      const listener = await run(admitted(request), left.signal)
      streams.add(reply)
      reply.raw.once("close", () => streams.delete(reply))
      await run(follow(open(reply), request, listener), left.signal).catch((error: unknown) =>
        request.log.debug({ err: error }, "a stream ended")
      )
      reply.raw.end()
    }
  })
}
