import { isHeld } from "@otklik/contract/change"
import type { Decision } from "@otklik/contract/decisions"
import { standing } from "@otklik/contract/standing"
import type { Stage, ThemeId, Verdict } from "@otklik/contract/vocabulary"
import { buildLine } from "@otklik/sql/ledger/build-line"
import { effective, type Holding } from "@otklik/sql/ledger/present"
import type { Row } from "@otklik/sql/ledger/row"
import type { Projection } from "./projection.ts"

/** What people decided of a theme, beside what a snapshot says of it. */
export interface Laid {
  readonly title?: string
  readonly stage?: Stage
  readonly verdict?: Verdict
}

/** Where a message goes that the snapshot has elsewhere; to null where the next build makes its theme. */
export interface Move {
  readonly message: string
  readonly theme: ThemeId | null
}

/** What was decided, as it lies over one snapshot. */
export interface Overlay {
  /** place in the ledger of the last decision that shows */
  readonly revision: number
  readonly themes: ReadonlyMap<string, Laid>
  /** every theme that was merged away, and the theme that it is now */
  readonly merged: ReadonlyMap<string, ThemeId>
  /** mergers and moves that the snapshot's build did not know */
  readonly joined: ReadonlyMap<ThemeId, ThemeId>
  readonly moves: ReadonlyArray<Move>
  /** themes that the next build will change */
  readonly pending: ReadonlySet<string>
}

export const bare: Overlay = {
  revision: 0,
  themes: new Map(),
  merged: new Map(),
  joined: new Map(),
  moves: [],
  pending: new Set()
}

const isTheme = (subject: string): subject is ThemeId => /^T\d+$/.test(subject)

const laidOf = ({ stage, title, verdict }: Holding): Laid => ({
  ...(title === undefined ? {} : { title }),
  ...(stage === undefined ? {} : { stage }),
  ...(verdict === undefined ? {} : { verdict })
})

const lastOf = (theme: string, into: (theme: string) => string | undefined): ThemeId => {
  let found = theme
  for (let next = into(found); next !== undefined; next = into(found)) found = next
  return found as ThemeId
}

const themesIn = ({ mentions, subject }: Row) => [subject, ...mentions].filter(isTheme)

/** Decisions that a build has yet to hear of: those it would hold, and the undoing of others that it holds. */
const pendingOf = ({ recent }: Projection, decided: number) => {
  const known = new Map(recent.map((row) => [row.id as string, row]))
  const after = recent.filter(({ sequence }) => sequence > decided)
  const holding = new Set(effective(recent).map(({ id }) => id))
  const undoing = after.filter(
    ({ change }) => change.kind === "undo" && (known.get(change.undoes)?.sequence ?? 0) <= decided
  )
  const added = after.filter(({ change, id }) => isHeld(change) && holding.has(id))
  return { added, undoing }
}

const linesOf = (rows: ReadonlyArray<Row>): ReadonlyArray<Decision> =>
  rows.flatMap((row) => buildLine(row, () => undefined) ?? [])

/** Lays all that was decided over a snapshot whose build had heard of decisions up to `decided`. */
export const overlayOf = (projection: Projection, decided: number): Overlay => {
  const { presents, revision } = projection
  const into = (theme: string) => presents.get(theme)?.state.merged
  const { added, undoing } = pendingOf(projection, decided)
  const { merged, placed } = standing(linesOf(added))
  const themes = [...presents.values()].filter(({ subject }) => isTheme(subject))
  const now = (theme: ThemeId | null) => (theme === null ? null : lastOf(theme, into))
  return {
    revision,
    themes: new Map(themes.map(({ state, subject }) => [subject, laidOf(state)])),
    merged: new Map(
      themes
        .filter(({ state }) => state.merged !== undefined)
        .map(({ subject }) => [subject, lastOf(subject, into)])
    ),
    joined: new Map([...merged.keys()].map((from) => [from, lastOf(from, into)])),
    moves: placed.map(({ message, theme }) => ({ message, theme: now(theme) })),
    pending: new Set([...added, ...undoing].flatMap(themesIn))
  }
}
