import { type Change, DecisionId } from "@otklik/contract/change"
import { PersonId } from "@otklik/contract/people"
import { MessageId, ThemeId, type Verdict } from "@otklik/contract/vocabulary"
import { Database } from "@otklik/sql/database"
import { insertRows } from "@otklik/sql/ledger/append"
import { rebuild } from "@otklik/sql/ledger/rebuild"
import { chained, genesis, type Row } from "@otklik/sql/ledger/row"
import { verify } from "@otklik/sql/ledger/verify"
import type { PeopleTables } from "@otklik/sql/people-tables"
import { Effect, Option, Schedule } from "effect"
import type { Kysely } from "kysely"
import { mkdtempSync, rmSync } from "node:fs"
import { loadavg, tmpdir } from "node:os"
import { join } from "node:path"

type Db = Kysely<PeopleTables>

const batch = 10_000
/** decisions on each theme or message */
const rounds = 4
const first = Date.UTC(2026, 8, 1)
const people = ["anna", "boris", "vera"].map((name) => PersonId.make(name))
const verdicts: ReadonlyArray<Verdict> = ["system", "method", "idea"]

const idOf = (place: number) =>
  DecisionId.make(`00000000-0000-4000-8000-${place.toString(16).padStart(12, "0")}`)

const onTheme = (theme: ThemeId, round: number): Change => {
  if (round === 0) return { kind: "rename", theme, title: `Журнал не открывается ${theme}` }
  if (round === 1) return { kind: "note", about: theme, text: "Школы пишут об этом с начала четверти" }
  return round === 2 ? { kind: "effort", theme, days: 5 } : { kind: "lock", theme }
}

const onMessage = (message: MessageId, round: number): Change =>
  round === 1
    ? { kind: "pin", message, theme: ThemeId.make("T1") }
    : { kind: "verdict", message, verdict: verdicts[round % verdicts.length]! }

/** What is decided at a place of a ledger of so many subjects: a fifth are themes, and of a tenth the last word is undone. */
const decided = (place: number, subjects: number) => {
  const [round, n] = [Math.floor(place / subjects), place % subjects]
  const theme = n % 5 === 0 ? ThemeId.make(`T${n + 1}`) : null
  const message = MessageId.make(n.toString(16).padStart(32, "0"))
  const named = theme === null ? onMessage(message, round) : onTheme(theme, round)
  const change: Change =
    round === rounds - 1 && n % 10 === 0 ? { kind: "undo", undoes: idOf(place - subjects) } : named
  return { change, subject: theme ?? message, version: round + 1, school: theme === null ? "*" : null }
}

const written = (place: number, subjects: number, previous: string): Row =>
  chained(
    {
      ...decided(place, subjects),
      sequence: place + 1,
      id: idOf(place),
      at: new Date(first + place * 1_000),
      by: people[place % people.length]!,
      snapshot: null,
      reason: null,
      before: null,
      mentions: []
    },
    previous
  )

/** Fills an empty ledger with a valid chain, past the judging of each decision. */
const fill = async (db: Db, events: number) => {
  const subjects = Math.ceil(events / rounds)
  let hash = genesis
  for (let place = 0; place < events; place += batch) {
    const rows = Array.from({ length: Math.min(batch, events - place) }, (_, i) => {
      const row = written(place + i, subjects, hash)
      hash = row.hash
      return row
    })
    await insertRows(db, rows)
  }
  await db
    .updateTable("ledger_head")
    .set({ sequence: String(events), hash })
    .execute()
  return subjects
}

const tenths = (n: number) => Number(n.toFixed(1))

/** Tells how long a step took, and of the processor's time with it: a machine that others load waits, but works no more. */
const timed = async <A>(step: string, events: number, within: number | null, run: () => Promise<A>) => {
  const [began, used] = [performance.now(), process.cpuUsage()]
  const done = await run()
  const seconds = tenths((performance.now() - began) / 1_000)
  const { system, user } = process.cpuUsage(used)
  const cpu = tenths((system + user) / 1_000_000)
  console.log(JSON.stringify({ step, events, seconds, cpu, within, load: tenths(loadavg()[0]!) }))
  return done
}

const measured = async (db: Db, events: number) => {
  const subjects = await timed("fill", events, null, () => fill(db, events))
  const within = (seconds: number) => tenths((seconds * events) / 1_000_000)
  const { broken, rows } = await timed("verify", events, within(30), () => verify(db))
  if (broken !== null || rows !== events) throw new Error(`the ledger is broken: ${JSON.stringify(broken)}`)
  const made = await timed("rebuild", events, within(60), () => rebuild(db))
  if (made !== subjects) throw new Error(`${made} subjects were made of ${subjects}`)
}

const opened = Database.use(({ status }) => status).pipe(
  Effect.repeat({ until: ({ state }) => state === "ready", schedule: Schedule.spaced("20 millis") })
)

/** `ledger [EVENTS]`: a million decisions in the embedded database, their chain verified and what holds made anew. */
export const bench = async ([events = "1000000"]: ReadonlyArray<string>): Promise<void> => {
  const store = mkdtempSync(join(tmpdir(), "otklik-bench-"))
  const run = Database.use(({ query }) => query("bench", (db) => measured(db, Number(events))))
  try {
    await Effect.runPromise(
      Effect.andThen(opened, run).pipe(
        Effect.provide(Database.layer({ url: Option.none(), store, pid: process.pid }))
      )
    )
  } finally {
    rmSync(store, { recursive: true, force: true })
  }
}
