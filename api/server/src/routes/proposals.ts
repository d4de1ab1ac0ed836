import type { Change } from "@otklik/contract/change"
import { proposals, proposedMessages, type ProposedChange, rulingOn } from "@otklik/contract/proposals"
import type { ThemeId } from "@otklik/contract/vocabulary"
import { rowsOn } from "@otklik/sql/ledger/append"
import { effective } from "@otklik/sql/ledger/present"
import type { Row } from "@otklik/sql/ledger/row"
import { within } from "@otklik/sql/scope"
import type { ThemeChangesTable } from "@otklik/sql/tables.gen"
import { Effect } from "effect"
import { nextOffset, offsetOf } from "../cursor.ts"
import { fromStore } from "../endpoint.ts"
import { failure } from "../failures.ts"
import { fingerprint } from "../fingerprint.ts"
import { Ledger } from "../ledger.ts"
import { type Fact, factColumns, Messages } from "../messages.ts"
import type { SnapshotFile } from "../snapshot-file.ts"
import { Snapshots } from "../snapshots.ts"

type Ruling = Extract<Change, { readonly kind: "proposal" }>

const noSuchProposal = failure(
  404,
  "no-such-proposal",
  "Этих новых тем больше нет или их уже разобрали: обновите страницу",
  "These new themes are there no more or have been dealt with: reload the page"
)

const changesIn = (file: SnapshotFile) =>
  file.query((db) =>
    db.selectFrom("theme_changes").selectAll().where("moved", ">", 0).orderBy("position").execute()
  )

/** What was decided of the changes, in order, without what was undone. */
const rulingsIn = (rows: ReadonlyArray<Row>) =>
  effective(rows).flatMap(({ change, id, sequence }) =>
    change.kind === "proposal" ? [{ ...(change satisfies Ruling), id, sequence }] : []
  )

const named = (themes: ReadonlyArray<string>, titles: ReadonlyArray<string>): ProposedChange["from"] =>
  themes.map((theme, i) => ({ theme: theme as ThemeId, title: titles[i] ?? "" }))

const changeOf =
  (rulings: ReturnType<typeof rulingsIn>, decided: number) =>
  (row: ThemeChangesTable): ProposedChange => {
    const ruling = rulingOn(rulings, row.theme)
    return {
      theme: row.theme,
      kind: row.kind as ProposedChange["kind"],
      from: named(row.old_themes, row.old_titles),
      to: named(row.new_themes, row.new_titles),
      messages: row.moved,
      share: row.share,
      accepted: ruling?.accept ?? null,
      pending: ruling !== undefined && ruling.sequence > decided,
      decision: ruling?.id ?? null,
      whole: ruling !== undefined && ruling.theme === undefined
    }
  }

const tell = Effect.fnUntraced(function* (file: SnapshotFile, cursor: string | undefined, limit: number) {
  const ledger = yield* Ledger
  const { current } = yield* Snapshots
  const decided = (yield* current)?.decided ?? 0
  const rows = yield* ledger.query("read a proposal", (db) => rowsOn(db, [`proposal:${file.id}`]))
  const changes = (yield* changesIn(file)).map(changeOf(rulingsIn(rows), decided))
  const bound = { snapshot: file.id, filters: fingerprint(proposals.url) }
  const offset = yield* offsetOf(bound, cursor)
  return {
    snapshot: file.id,
    asOf: file.asOf,
    version: rows.at(-1)?.version ?? 0,
    messages: file.messages,
    moved: changes.reduce((sum, { messages }) => sum + messages, 0),
    themes: file.themes,
    open: changes.filter(({ accepted }) => accepted === null).length,
    total: changes.length,
    changes: changes.slice(offset, offset + limit),
    next: nextOffset(bound, offset, limit, changes.length)
  }
})

export const proposalsRoute = fromStore(
  proposals,
  Effect.fnUntraced(function* ({ query: { cursor, limit } }) {
    const { usingProposal } = yield* Snapshots
    return { proposal: yield* usingProposal((file) => tell(file, cursor, limit)) }
  })
)

type Moved = Fact & { readonly from_theme: ThemeId | null; readonly to_theme: ThemeId | null }

export const proposedMessagesRoute = fromStore(
  proposedMessages,
  Effect.fnUntraced(function* ({ params: { id }, query: { cursor, limit }, scope }) {
    const { usingProposal } = yield* Snapshots
    const own = within(scope)
    const told = yield* usingProposal((file) =>
      Effect.gen(function* () {
        const bound = { snapshot: file.id, filters: fingerprint(proposedMessages.url, id) }
        const offset = yield* offsetOf(bound, cursor)
        const moved = `from moved_messages join facts using (message_id) where change = $change and ${own.sql}`
        const params = { change: id, ...own.params }
        const [counted] = yield* file.rows(`select count(*)::int as total ${moved}`, params)
        const facts = (yield* file.rows(
          `select ${factColumns.join(", ")}, from_theme, to_theme ${moved}
order by near_copy, strength desc, message_id limit ${limit} offset ${offset}`,
          params
        )) as unknown as ReadonlyArray<Moved>
        const texts = yield* Messages
        const messages = yield* texts.of(file, facts)
        const total = Number(counted?.["total"] ?? 0)
        return {
          snapshot: file.id,
          total,
          items: messages.map((message, i) => ({
            message,
            from: facts[i]!.from_theme,
            to: facts[i]!.to_theme
          })),
          next: nextOffset(bound, offset, limit, total)
        }
      })
    )
    return told ?? (yield* noSuchProposal)
  })
)

/** Fails unless all that is decided of themes found anew is about those that wait, and changes that they have. */
export const proposalsThere = Effect.fnUntraced(function* (changes: ReadonlyArray<Change>) {
  const rulings = changes.filter((change) => change.kind === "proposal")
  if (rulings.length === 0) return
  const { usingProposal } = yield* Snapshots
  const found = yield* usingProposal((file) =>
    Effect.map(changesIn(file), (rows) => ({
      id: file.id as string,
      themes: new Set<string>(rows.map(({ theme }) => theme))
    }))
  )
  const there = ({ snapshot, theme }: Ruling) =>
    found?.id === snapshot && (theme === undefined || found.themes.has(theme))
  if (!rulings.every(there)) return yield* noSuchProposal
})
