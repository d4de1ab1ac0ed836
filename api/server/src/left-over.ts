import type { Theme } from "@otklik/contract/themes"
import type { ThemeId } from "@otklik/contract/vocabulary"
import { textList } from "@otklik/sql/duckdb"
import { Effect } from "effect"
import type { Fact } from "./messages.ts"
import type { Overlay } from "./overlay.ts"
import type { SnapshotFile } from "./snapshot-file.ts"

interface Told {
  readonly requests: Theme["requests"]
  readonly quotes: ReadonlyArray<Fact>
}

const left = `
select request, count(*)::int as messages, count(distinct school)::int as schools
from facts
where theme = $theme and message_id not in (select unnest($went::varchar[]))
group by request`

/** Groups and quotes of a theme less the messages that people have moved since; a group that left whole is told no more. */
export const leftOver = Effect.fnUntraced(function* <A extends Told>(
  file: SnapshotFile,
  theme: ThemeId,
  { moves }: Overlay,
  told: A
) {
  const went = new Set(moves.filter((move) => move.theme !== theme).map(({ message }) => message))
  if (went.size === 0) return told
  const rows = yield* file.rows(left, { theme, went: textList(went) })
  const counts = new Map((rows as unknown as Theme["requests"]).map((row) => [row.request, row] as const))
  return {
    ...told,
    quotes: told.quotes.filter(({ message_id }) => !went.has(message_id)),
    requests: told.requests.flatMap((one) => {
      const row = counts.get(one.request)
      return row === undefined ? [] : [{ ...one, messages: row.messages, schools: row.schools }]
    })
  }
})
