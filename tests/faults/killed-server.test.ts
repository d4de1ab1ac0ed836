import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as fc from "fast-check"
import { spawn } from "node:child_process"
import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { afterAll, beforeAll } from "vitest"
import { freePort, otklik } from "../city.ts"
import { writeStore } from "../fixtures/snapshot.ts"

const program = join(import.meta.dirname, "../../api/server/src/main.ts")
const kills = Number(process.env["OTKLIK_KILLS"] ?? 3)
const clients = 4

/** Decisions that are sent together and are there together or not at all. */
interface Batch {
  readonly ids: ReadonlyArray<string>
  readonly body: string
}

interface Moment {
  /** answers before the kill, and the milliseconds after the last of them */
  readonly answers: number
  readonly milliseconds: number
  /** milliseconds after which the next start, too, is killed: its database may be opening still */
  readonly opening: number | null
}

const moments: ReadonlyArray<Moment> = fc.sample(
  fc.record({
    answers: fc.integer({ min: 1, max: 60 }),
    milliseconds: fc.nat(40),
    opening: fc.option(fc.nat(1_000), { freq: 1 })
  }),
  { seed: 26, numRuns: kills }
)

let made = 0
const nextBatch = (): Batch => {
  const ids = [randomUUID(), randomUUID()]
  const changes = [
    { kind: "note", about: `T${(++made % 5) + 1}`, text: `Заметка ${made}` },
    { kind: "tag_new", tag: `метка ${made}` }
  ]
  const decisions = changes.map((change, i) => ({ id: ids[i], version: 0, change }))
  return { ids, body: JSON.stringify({ decisions }) }
}

interface Server {
  readonly url: string
  /** ends it, when it has ended */
  readonly end: (signal: "SIGKILL" | "SIGTERM") => Promise<void>
}

const start = async (store: string): Promise<Server> => {
  const port = await freePort()
  const server = spawn(process.execPath, [program], {
    env: { ...process.env, OTKLIK_STORE: store, OTKLIK_PORT: String(port) },
    stdio: ["ignore", "pipe", "ignore"]
  })
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()))
  const end: Server["end"] = (signal) => {
    server.kill(signal)
    return ended
  }
  const listens = await Promise.race([once(server.stdout, "data"), ended])
  assert.isDefined(listens, "the server ended before it listened")
  return { url: `http://127.0.0.1:${port}`, end }
}

const unavailable = 503

/** Asks until the database is open, which a server that has just started answers for only then. */
const ask = async (url: string, init?: RequestInit): Promise<Response> => {
  const answer = await fetch(url, init)
  if (answer.status !== unavailable) return answer
  await answer.arrayBuffer()
  return ask(url, init)
}

const headers = { "content-type": "application/json", "x-otklik": "1" }

const post = ({ url }: Server, { body }: Batch) =>
  ask(`${url}/api/decisions`, { method: "POST", headers, body })

interface Page {
  readonly last: number
  readonly items: ReadonlyArray<{ readonly id: string; readonly sequence: number }>
  readonly next: string | null
}

/** Ids of all decisions after a place. */
const idsAfter = async ({ url }: Server, since: number): Promise<ReadonlyArray<string>> => {
  const ids: Array<string> = []
  let cursor: string | null = ""
  while (cursor !== null) {
    const answer = await ask(`${url}/api/decisions?since=${since}&limit=200${cursor && `&cursor=${cursor}`}`)
    const page = (await answer.json()) as Page
    if (cursor === "") assert.strictEqual(page.items[0]?.sequence ?? since, page.last)
    ids.push(...page.items.map(({ id }) => id))
    cursor = page.next
  }
  return ids
}

/** What the clients of one server were told before it died. */
interface Told {
  readonly acknowledged: Array<Batch>
  readonly unanswered: Array<Batch>
}

/** One client: what was not answered before goes first, then one decision after another while the server lives. */
const decideUntilDeath = async (server: Server, before: Array<Batch>, told: Told, onAnswer: () => void) => {
  for (;;) {
    const batch = before.pop() ?? nextBatch()
    const answer = await post(server, batch).catch(() => null)
    if (answer === null) return void told.unanswered.push(batch)
    assert.strictEqual(answer.status, 200)
    told.acknowledged.push(batch)
    onAnswer()
    await answer.arrayBuffer().catch(() => null)
  }
}

/** Loads a server and kills it at a moment that falls anywhere in its work. */
const killedUnderLoad = async (server: Server, { answers, milliseconds }: Moment, before: Array<Batch>) => {
  const told: Told = { acknowledged: [], unanswered: [] }
  const due = Promise.withResolvers<void>()
  const onAnswer = () => told.acknowledged.length >= answers && due.resolve()
  const working = Array.from({ length: clients }, () => decideUntilDeath(server, before, told, onAnswer))
  await Promise.race([due.promise, Promise.all(working)])
  await setTimeout(milliseconds)
  await Promise.all([server.end("SIGKILL"), ...working])
  return { acknowledged: told.acknowledged, unanswered: [...told.unanswered, ...before] }
}

let store = ""
let server: Server

/** Starts the server that was killed, and kills it on its way up first where the moment says so. */
const startAgain = async ({ opening }: Moment) => {
  if (opening !== null) {
    server = await start(store)
    await setTimeout(opening)
    await server.end("SIGKILL")
  }
  server = await start(store)
}

beforeAll(async () => {
  store = mkdtempSync(join(tmpdir(), "otklik-faults-"))
  await Effect.runPromise(writeStore(store))
  server = await start(store)
})

afterAll(async () => {
  await server.end("SIGKILL")
  rmSync(store, { recursive: true, force: true })
})

describe("a server that is killed under load", () => {
  it(
    `${kills} times keeps every decision that it acknowledged and every batch whole, in an unbroken chain`,
    { timeout: Math.max(300_000, kills * 60_000) },
    async () => {
      const kept: Array<string> = []
      let unanswered: ReadonlyArray<Batch> = []
      for (const [i, moment] of moments.entries()) {
        const told = await killedUnderLoad(server, moment, [...unanswered])
        unanswered = told.unanswered
        await startAgain(moment)
        kept.push(...(await idsAfter(server, kept.length)))
        const has = new Set(kept)
        const there = ({ ids }: Batch) => ids.filter((id) => has.has(id)).length
        for (const batch of told.acknowledged)
          assert.strictEqual(there(batch), batch.ids.length, `lost by kill ${i + 1}`)
        for (const batch of unanswered)
          assert.include([0, batch.ids.length], there(batch), `halved by kill ${i + 1}`)
      }
      assert.deepStrictEqual((await idsAfter(server, 0)).toSorted(), kept.toSorted())
      await server.end("SIGTERM")
      const whole = /whole: ([\d\s,]+) decisions/u.exec(otklik(store, "ledger", "verify"))?.[1]
      assert.strictEqual(Number(whole?.replaceAll(/\D/gu, "")), kept.length)
    }
  )
})
