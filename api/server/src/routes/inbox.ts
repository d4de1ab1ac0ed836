import { type Candidate, inbox, type InboxItem, type Suggestion } from "@otklik/contract/inbox"
import type { ThemeId } from "@otklik/contract/vocabulary"
import type { Scope } from "@otklik/sql/scope"
import { presentsOf } from "@otklik/sql/ledger/append"
import type { Present } from "@otklik/sql/ledger/present"
import { Effect } from "effect"
import type { Actor } from "../actor.ts"
import { decidedBy } from "../decided-by.ts"
import { nextOffset, offsetOf } from "../cursor.ts"
import { changing } from "../endpoint.ts"
import { fingerprint } from "../fingerprint.ts"
import { Ledger } from "../ledger.ts"
import { Messages } from "../messages.ts"
import { blindBefore, dueFor } from "../second-readings.ts"
import { idAt } from "../roll.ts"
import type { SnapshotFile } from "../snapshot-file.ts"
import { Snapshots } from "../snapshots.ts"
import { type Desk, openedAt, speakers, type Waiting, waitingAt } from "../waiting.ts"
import { wordsStanding } from "../words-standing.ts"

const mostNear = 3

/** The themes nearest to each of some themes, themselves first. */
const nearOf = Effect.fnUntraced(function* (file: SnapshotFile, themes: ReadonlyArray<ThemeId>) {
  if (themes.length === 0) return new Map<ThemeId, ReadonlyArray<ThemeId>>()
  const rows = yield* file.query((db) =>
    db
      .selectFrom("theme_similar")
      .select(["theme", "other"])
      .where("theme", "in", themes)
      .where("position", "<", mostNear)
      .orderBy("theme")
      .orderBy("position")
      .execute()
  )
  const others = Map.groupBy(rows, ({ theme }) => theme)
  return new Map(
    themes.map((theme) => [theme, [theme, ...(others.get(theme) ?? []).map(({ other }) => other)]])
  )
})

/** What a curator is shown of some themes: the words of a message of the own schools that speaks for each. */
const candidatesOf = Effect.fnUntraced(function* (
  file: SnapshotFile,
  themes: ReadonlyArray<ThemeId>,
  scope: Scope
) {
  const texts = yield* Messages
  const said = speakers(yield* file.roll, themes, scope)
  const quotes = yield* texts.of(file, said)
  const quoteOf = new Map(said.map(({ theme }, i) => [theme, quotes[i]?.text ?? ""]))
  const known = new Map(file.backlog.map((item) => [item.theme, item]))
  return new Map<ThemeId, Candidate>(
    themes.flatMap((theme) => {
      const item = known.get(theme)
      if (item === undefined) return []
      const { messages, title } = item
      return [[theme, { theme, title, messages, quote: quoteOf.get(theme) ?? "" }] as const]
    })
  )
})

const themesOf = (waiting: ReadonlyArray<Waiting>) => [
  ...new Set(waiting.flatMap(({ theme }) => theme ?? []))
]

type Open = Waiting & { readonly version: number }

const suggestionOf = ({ verdict, verdict_probability, words }: Open, text: string): Suggestion => ({
  verdict,
  sure: verdict_probability,
  words: wordsStanding(words, text)
})

const itemsOf = Effect.fnUntraced(function* (
  file: SnapshotFile,
  waiting: ReadonlyArray<Open>,
  { blind, scope }: Desk
) {
  const texts = yield* Messages
  const near = yield* nearOf(file, themesOf(waiting))
  const candidates = yield* candidatesOf(file, [...new Set([...near.values()].flat())], scope)
  const messages = yield* texts.of(file, waiting)
  return waiting.map((open, i): InboxItem => {
    const { verdict: _, ...message } = messages[i]!
    const { message_id, theme, version } = open
    const sealed = message_id < blind
    return {
      message,
      version: sealed ? 0 : version,
      suggested: sealed ? null : suggestionOf(open, message.text),
      candidates: (theme === null ? [] : (near.get(theme) ?? [])).flatMap((one) => candidates.get(one) ?? [])
    }
  })
})

/** Messages are looked through so many at a time for those that nobody has decided since the snapshot. */
const stretch = 200

const isOpen = ({ state }: Present) => state.verdict === undefined

/** The next `limit` messages of a desk, from the place `from` on, that nobody has decided, or that are due a second reading. */
const openFrom = Effect.fnUntraced(function* (
  file: SnapshotFile,
  actor: Actor,
  desk: Desk,
  from: number,
  limit: number
) {
  const ledger = yield* Ledger
  const { roll, rows, total } = yield* waitingAt(file, desk)
  const found: Array<{ readonly version: number; readonly place: number }> = []
  let place = from
  while (found.length < limit && place < rows.length) {
    const some = Array.from(rows.subarray(place, place + stretch), (row) => idAt(roll, row))
    const presents = yield* ledger.query("read what was decided", (db) => presentsOf(db, some))
    const known = new Map(presents.map((it) => [it.subject, it]))
    const decided = presents.filter((it) => !isOpen(it)).map(({ subject }) => subject)
    const due = yield* dueFor(actor, decided)
    for (const [i, id] of some.entries()) {
      const present = known.get(id)
      if (present === undefined || isOpen(present) || due.has(id))
        found.push({ version: present?.version ?? 0, place: place + i })
    }
    place += some.length
  }
  return {
    total,
    count: rows.length,
    waiting: found
      .slice(0, limit)
      .map((one) => ({ ...openedAt(roll, rows[one.place]!), version: one.version })),
    end: found.length > limit ? found[limit]!.place : place
  }
})

export const inboxRoute = changing(
  inbox,
  Effect.fnUntraced(function* ({ actor, query: { cursor, limit, school, ...filters }, scope }) {
    const { using } = yield* Snapshots
    const { text: _, ...slice } = filters
    return yield* using((file) =>
      Effect.gen(function* () {
        const bound = { snapshot: file.id, filters: fingerprint(inbox.url, filters, school ?? null) }
        const from = yield* offsetOf(bound, cursor)
        const desk = { slice, scope, school, blind: yield* blindBefore(actor) }
        const found = yield* openFrom(file, actor, desk, from, limit)
        const { since, today } = yield* decidedBy(actor, file)
        return {
          snapshot: file.id,
          asOf: file.asOf,
          waiting: Math.max(found.waiting.length, found.total - since),
          today,
          items: yield* itemsOf(file, found.waiting, desk),
          next: nextOffset(bound, found.end, 0, found.count)
        }
      })
    )
  })
)
