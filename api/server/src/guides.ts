import type { BacklogItem } from "@otklik/contract/backlog"
import type { MethodicalItem } from "@otklik/contract/methodical"
import type { SliceQuery } from "@otklik/contract/slice"
import { Role } from "@otklik/contract/vocabulary"
import { type Guide, rankGuides } from "@otklik/sql/guides"
import { gather, type MessageSlice, type ThemeSignals } from "@otklik/sql/signals"
import type { Material } from "@otklik/sql/signals/ground"
import { rowsOf } from "@otklik/sql/signals/voices"
import { Effect } from "effect"
import { matching } from "./search.ts"
import type { SnapshotFile } from "./snapshot-file.ts"

const mostRoles = 3

/** Roles by their messages on each of some themes, the most first. */
const rolesOf = ({ voices }: Material, slice: MessageSlice, themes: ReadonlySet<string>) => {
  const counts = new Map<string, Int32Array>()
  for (const theme of themes) counts.set(theme, new Int32Array(Role.literals.length + 1))
  for (const row of rowsOf(voices, slice)) {
    const own = counts.get(`T${voices.theme[row]!}`)
    if (own !== undefined) own[voices.role[row]!]!++
  }
  return (theme: string): ReadonlyArray<Role> => {
    const own = counts.get(theme)
    const said = (role: Role) => own?.[Role.literals.indexOf(role) + 1] ?? 0
    return Role.literals
      .filter((role) => said(role) > 0)
      .toSorted((a, b) => said(b) - said(a))
      .slice(0, mostRoles)
  }
}

const itemOf =
  (known: ReadonlyMap<string, BacklogItem>, roles: (theme: string) => ReadonlyArray<Role>) =>
  ({ item, perHundred, perHundredBefore, rank }: Guide<ThemeSignals>): MethodicalItem => {
    const { flags, keyphrases, service, theme, title } = known.get(item.theme)!
    const { messages, quietDistricts, schools, weeks } = item
    return {
      rank,
      theme,
      title,
      perHundred,
      perHundredBefore,
      schools,
      messages,
      service,
      roles: roles(theme),
      keyphrases,
      weeks,
      flags,
      quietDistricts
    }
  }

/** Guides to write in a slice; a search by text chooses among them and leaves every rank as it was. */
export const guidesOf = Effect.fnUntraced(function* (file: SnapshotFile, { text, ...slice }: SliceQuery) {
  const material = yield* file.material
  const known = new Map<string, BacklogItem>(file.guides.map((item) => [item.theme, item]))
  const heard = gather(material, file.model, slice).themes.filter(({ theme }) => known.has(theme))
  const roles = rolesOf(material, slice, new Set(known.keys()))
  const found = text === undefined ? () => true : matching(text)
  return rankGuides(heard)
    .map(itemOf(known, roles))
    .filter(({ keyphrases, title }) => found([title, ...keyphrases]))
})
