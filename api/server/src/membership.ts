import type { ThemeId } from "@otklik/contract/vocabulary"
import { textList } from "@otklik/sql/duckdb"
import type { Statement } from "@otklik/sql/signals"
import type { Overlay } from "./overlay.ts"

/** Whether a message is in a theme as people have decided since: `facts` have it where the build did. */
export const membership = (id: ThemeId, { joined, moves }: Overlay): Statement => {
  if (joined.size === 0 && moves.length === 0) return { sql: "theme = $theme", params: { theme: id } }
  const from = [...joined].filter(([, into]) => into === id).map(([theme]) => theme as string)
  const [came, went] = [moves.filter(({ theme }) => theme === id), moves.filter(({ theme }) => theme !== id)]
  return {
    sql: `((list_contains($themes::varchar[], theme)
    and message_id not in (select unnest($went::varchar[])))
or message_id in (select unnest($came::varchar[])))`,
    params: {
      themes: textList([id, ...from]),
      went: textList(went.map(({ message }) => message)),
      came: textList(came.map(({ message }) => message))
    }
  }
}
