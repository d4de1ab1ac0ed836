import type { Compared } from "@otklik/contract/compare"
import { Cause, type Change } from "@otklik/contract/why"
import { sql } from "kysely"
import type { Marts } from "@otklik/sql/tables.gen"
import { Effect } from "effect"
import type { ReadonlyKysely } from "kysely/readonly"
import type { SnapshotFile } from "./snapshot-file.ts"

export type Moved = ReadonlyMap<string, ReadonlyArray<number>>
type Summed = { readonly theme: string } & { readonly [C in Cause]: number | null }

const causes = sql.raw(Cause.literals.join(", "))
const sums = sql.raw(
  Cause.literals.map((cause) => `if(count(${cause}) = count(*), sum(${cause}), null) as ${cause}`).join(", ")
)

/** Hundredths by cause and theme since a remembered snapshot; null where it is not remembered. */
export const movedSince =
  (earlier: string) =>
  async (db: ReadonlyKysely<Marts>): Promise<Moved | null> => {
    const moment = await db
      .selectFrom("moments")
      .select("position")
      .where("snapshot", "=", earlier)
      .executeTakeFirst()
    if (moment === undefined) return null
    const { rows } = await sql<Summed>`
    select theme, ${sums} from (
      select theme, ${causes} from rank_history where position > ${moment.position}
      union all
      select theme, ${causes} from rank_changes
    ) group by theme`.execute(db as never)
    return new Map(
      rows
        .filter(({ messages }) => messages !== null)
        .map((row) => [row.theme, Cause.literals.map((cause) => Math.round(100 * (row[cause] ?? 0)))])
    )
  }

export const difference = (now: number, then: number) => Math.round(100 * now - 100 * then) / 100

type Pair = Pick<Compared, "theme" | "left" | "right">

const told =
  (earlier: SnapshotFile, sign: 1 | -1, moved: Moved) =>
  ({ left, right, theme }: Pair): Change | null => {
    const parts = moved.get(theme)
    if (left === null || right === null || parts === undefined) return null
    return {
      since: earlier.id,
      sinceAsOf: earlier.asOf,
      rank: left.rank,
      score: difference(right.score, left.score),
      causes: Cause.literals.map((cause, i) => ({ cause, adds: (sign * parts[i]! || 0) / 100 }))
    }
  }

const none = () => null

/** Tells what moved themes from one snapshot to another, where the later one of the two remembers the earlier. */
export const changesBetween = Effect.fnUntraced(function* (left: SnapshotFile, right: SnapshotFile) {
  if (left.id === right.id) return none
  const forward = yield* right.query(movedSince(left.id))
  if (forward !== null) return told(left, 1, forward)
  const back = yield* left.query(movedSince(right.id))
  return back === null ? none : told(left, -1, back)
})
