import type { Part, ScorePart } from "@otklik/contract/score"
import { SnapshotId, type ThemeId } from "@otklik/contract/vocabulary"
import { Cause, type Change } from "@otklik/contract/why"
import type { Marts } from "@otklik/sql/tables.gen"
import type { ReadonlyKysely } from "kysely/readonly"
import type { SnapshotFile } from "./snapshot-file.ts"

type Db = ReadonlyKysely<Marts>
type MomentRow = Marts["moments"]

/** How a theme stood in one snapshot, and what moved it there; without a rank it was outside the queue and counts 0. */
export interface Standing {
  readonly snapshot: SnapshotId
  readonly asOf: string
  readonly title: string
  readonly rank: number | null
  readonly score: number
  readonly schools: number
  readonly parts: ReadonlyArray<ScorePart>
  /** hundredths by cause since the standing before; null where they cannot be told */
  readonly moved: ReadonlyArray<number> | null
}

type Causes = { readonly [C in Cause]: number | null }

const movedBy = (row: Causes | undefined): Standing["moved"] =>
  row === undefined || row.messages === null
    ? null
    : Cause.literals.map((cause) => Math.round(100 * (row[cause] ?? 0)))

const partsOf = ({ parts, weights }: MomentRow, points: ReadonlyArray<number>, adds: ReadonlyArray<number>) =>
  points.map((earned, i): ScorePart => ({
    part: parts[i] as Part,
    points: earned,
    weight: weights[i]!,
    adds: adds[i]!
  }))

const absent = { rank: null, score: 0, schools: 0, parts: [], moved: [0, 0, 0, 0, 0] }

const pastOf = async (db: Db, theme: ThemeId): Promise<ReadonlyArray<Standing>> => {
  const [moments, rows] = await Promise.all([
    db.selectFrom("moments").selectAll().orderBy("position").execute(),
    db.selectFrom("rank_history").selectAll().where("theme", "=", theme).orderBy("position").execute()
  ])
  const byPosition = new Map(rows.map((row) => [row.position, row]))
  let title = ""
  return moments.map((moment): Standing => {
    const row = byPosition.get(moment.position)
    title = row?.title ?? title
    const when = {
      snapshot: SnapshotId.make(moment.snapshot),
      asOf: moment.as_of?.toISOString() ?? "",
      title
    }
    if (row === undefined) return { ...when, ...absent }
    const { adds, points, rank, schools, score } = row
    return { ...when, rank, score, schools, parts: partsOf(moment, points, adds), moved: movedBy(row) }
  })
}

const nowOf = async (db: Db, file: SnapshotFile, theme: ThemeId, title: string): Promise<Standing> => {
  const change = await db.selectFrom("rank_changes").selectAll().where("theme", "=", theme).executeTakeFirst()
  const item = file.backlog.find((one) => one.theme === theme)
  const when = { snapshot: file.id, asOf: file.asOf }
  if (item === undefined) return { ...when, ...absent, title, moved: movedBy(change) ?? absent.moved }
  const { parts, rank, schools, score } = item
  return { ...when, title: item.title, rank, score, schools, parts, moved: movedBy(change) }
}

/** How a theme stood in every snapshot that this one remembers and in itself, oldest first, also before it was there. */
export const readStandings =
  (file: SnapshotFile, theme: ThemeId) =>
  async (db: Db): Promise<ReadonlyArray<Standing>> => {
    const past = await pastOf(db, theme)
    const now = await nowOf(db, file, theme, past.at(-1)?.title ?? "")
    return [...past, now]
  }

/** What moved a theme since one standing, told by the sum of the steps after it; null where one of them cannot be told. */
export const changeSince = (standings: ReadonlyArray<Standing>, from: number, to: number): Change | null => {
  const [before, after] = [standings[from], standings[to]]
  if (before === undefined || after === undefined) return null
  const steps = standings.slice(from + 1, to + 1).map(({ moved }) => moved)
  const known = steps.filter((step) => step !== null)
  if (known.length < steps.length) return null
  return {
    since: before.snapshot,
    sinceAsOf: before.asOf,
    rank: before.rank,
    score: Math.round(100 * after.score - 100 * before.score) / 100,
    causes: Cause.literals.map((cause, i) => ({
      cause,
      adds: known.reduce((sum, step) => sum + step[i]!, 0) / 100
    }))
  }
}
