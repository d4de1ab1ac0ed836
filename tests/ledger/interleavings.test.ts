import { assert, describe, layer } from "@effect/vitest"
import { type Change, DecisionId, subjectOf, Tag } from "@otklik/contract/change"
import { PersonId } from "@otklik/contract/people"
import { MessageId, Stage, ThemeId, Verdict } from "@otklik/contract/vocabulary"
import { Database } from "@otklik/sql/database"
import type { Draft } from "@otklik/sql/ledger/admit"
import { type Appended, append, presentsOf } from "@otklik/sql/ledger/append"
import { replay } from "@otklik/sql/ledger/rebuild"
import { verify } from "@otklik/sql/ledger/verify"
import type { PeopleTables } from "@otklik/sql/people-tables"
import { Effect } from "effect"
import * as fc from "fast-check"
import type { Kysely } from "kysely"
import { sql } from "kysely"
import { memories } from "./memory.ts"

type Db = Kysely<PeopleTables>

const people = [PersonId.make("anna"), PersonId.make("boris")] as const
let round = 0
let made = 0
const uuid = () => DecisionId.make(`00000000-0000-4000-8000-${(++made).toString(16).padStart(12, "0")}`)

/** Things of this round alone: a few, so that both people come upon the same. */
const theme = (n: number) => ThemeId.make(`T${round * 3 + n + 1}`)
const message = (n: number) => MessageId.make((round * 3 + n).toString(16).padStart(32, "0"))
const tag = (n: number) => Tag.make(`метка ${round * 2 + n}`)

const n = fc.nat(2)
const change = fc.oneof(
  fc.tuple(n, fc.constantFrom(...Verdict.literals)).map(([m, verdict]) => (): Change => ({
    kind: "verdict",
    message: message(m),
    verdict
  })),
  fc.tuple(n, fc.constantFrom(...Verdict.literals)).map(([m, verdict]) => (): Change => ({
    kind: "reading",
    message: message(m),
    verdict
  })),
  fc.tuple(n, n).map(([m, t]) => (): Change => ({ kind: "pin", message: message(m), theme: theme(t) })),
  fc.tuple(n, n).map(([a, b]) => (): Change => ({ kind: "merge", from: theme(a), into: theme(b) })),
  fc.tuple(n, fc.constantFrom("Журнал", "Отметки")).map(([t, title]) => (): Change => ({
    kind: "rename",
    theme: theme(t),
    title
  })),
  fc.tuple(n, fc.constantFrom(...Stage.literals)).map(([t, stage]) => (): Change => ({
    kind: "stage",
    theme: theme(t),
    stage
  })),
  n.map((t) => (): Change => ({ kind: "note", about: theme(t), text: "заметка" })),
  n.map((t) => (): Change => ({ kind: "lock", theme: theme(t) })),
  fc.tuple(n, fc.boolean()).map(([t, on]) => (): Change => ({ kind: "watch", theme: theme(t), on })),
  fc.nat(1).map((t) => (): Change => ({ kind: "tag_new", tag: tag(t) })),
  fc
    .tuple(n, fc.nat(1), fc.constantFrom("tag" as const, "untag" as const))
    .map(([m, t, kind]) => (): Change => ({ kind, about: message(m), tag: tag(t) }))
)
/** What one person does next: decides on what they last saw, or undoes one of the decisions so far. */
const act = fc.oneof(
  { weight: 3, arbitrary: change.map((make) => ({ make, undo: null })) },
  { weight: 1, arbitrary: fc.nat(9).map((undo) => ({ make: null, undo })) }
)
const plan = fc.tuple(
  fc.array(act, { minLength: 2, maxLength: 4 }),
  fc.array(act, { minLength: 2, maxLength: 4 })
)
type Act = { readonly make: (() => Change) | null; readonly undo: number | null }

const draftOf = async (db: Db, by: PersonId, { make, undo }: Act, taken: ReadonlyArray<DecisionId>) => {
  const undoes = undo === null ? undefined : taken[undo % Math.max(1, taken.length)]
  const change: Change | null =
    make === null ? (undoes === undefined ? null : { kind: "undo", undoes }) : make()
  if (change === null) return null
  const { rows } = await sql<{ version: number }>`
    select coalesce(max(version), 0) as version from ledger
    where subject = ${subjectFor(change)} or decision::text = ${undoes ?? ""}`.execute(db)
  return { id: uuid(), change, version: rows[0]!.version, by, snapshot: null, school: null } satisfies Draft
}

const subjectFor = (change: Change) => (change.kind === "undo" ? "" : subjectOf(change))

const at = new Date("2026-11-26T09:00:00Z")

/** One person's acts in order, while the other goes on beside; every draft that was acknowledged is told. */
const work = async (db: Db, by: PersonId, acts: ReadonlyArray<Act>, taken: Array<DecisionId>) => {
  const answers: Array<{ readonly draft: Draft; readonly answer: Appended }> = []
  for (const one of acts) {
    const draft = await draftOf(db, by, one, taken)
    if (draft === null) continue
    const answer = await append(db, [draft], at)
    if ("rows" in answer) taken.push(draft.id)
    answers.push({ draft, answer })
  }
  return answers
}

const replayedWhole = async (db: Db) => {
  const all = []
  for await (const batch of replay(db)) all.push(...batch)
  return all
}

const runs = Number(process.env["OTKLIK_INTERLEAVINGS"] ?? 150)

for (const [kind, memory] of Object.entries(memories))
  describe(kind, () => {
    layer(memory, { timeout: "4 minutes", excludeTestServices: true })((it) => {
      it.effect(
        `after ${runs} interleavings of two people no decision is lost, what holds is the replay of the ledger, and its chain is whole`,
        () =>
          Effect.gen(function* () {
            const { query } = yield* Database
            const seen = { taken: 0, refused: 0, conflicts: 0, undone: 0 }
            const acknowledged = new Set<string>()
            const interleave = async (
              db: Db,
              [first, second]: readonly [ReadonlyArray<Act>, ReadonlyArray<Act>]
            ) => {
              round++
              const taken: Array<DecisionId> = []
              const answers = await Promise.all([
                work(db, people[0], first, taken),
                work(db, people[1], second, taken)
              ])
              for (const { answer, draft } of answers.flat())
                if ("rows" in answer) {
                  seen.taken++
                  acknowledged.add(draft.id)
                  if (draft.change.kind === "undo") seen.undone++
                } else {
                  seen.refused++
                  if (answer.why === "conflict") seen.conflicts++
                }
            }
            yield* query("interleave", (db) =>
              fc.assert(
                fc.asyncProperty(plan, (acts) => interleave(db, acts)),
                { numRuns: runs, seed: 26 }
              )
            )
            const rows = yield* query("read all", (db) =>
              db.selectFrom("ledger").select("decision").execute()
            )
            assert.deepStrictEqual(new Set(rows.map(({ decision }) => decision)), acknowledged)
            const replayed = yield* query("replay", replayedWhole)
            const kept = yield* query("read what holds", (db) =>
              presentsOf(
                db,
                replayed.map(({ subject }) => subject)
              )
            )
            const bySubject = new Map(kept.map((it) => [it.subject, it]))
            for (const it of replayed) assert.deepStrictEqual(bySubject.get(it.subject), it)
            assert.strictEqual(kept.length, replayed.length)
            assert.deepStrictEqual(yield* query("verify", verify), { rows: rows.length, broken: null })
            for (const count of Object.values(seen)) assert.isAbove(count, runs / 50)
          }),
        { timeout: 240_000 }
      )
    })
  })
