import { Effect } from "effect"
import type { Actor } from "./actor.ts"
import { Entry } from "./entry.ts"
import { audit } from "./people/audit.ts"

interface Taken {
  readonly actor: Actor
  /** of the contract, e.g. `/api/backlog/export/:format` */
  readonly url: string
  readonly params: unknown
  /** what the list was narrowed by */
  readonly query: unknown
  readonly asOf: string | undefined
  /** null where whoever asked holds the very file already */
  readonly rows: number | null
}

/** What was searched for is a person's own words: that there were some is enough. */
const filterOf = (query: unknown) =>
  Object.fromEntries(
    Object.entries(query as Record<string, unknown>).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, key === "text" ? "…" : String(value)]]
    )
  )

const formatOf = (params: unknown) => {
  const { format } = params as { readonly format?: string }
  return format === undefined ? {} : { format }
}

/** Keeps who took a file away, of what and how much. A demonstration, where anybody is anyone, does not wait for it. */
export const auditTaken = ({ actor, asOf, params, query, rows, url }: Taken) =>
  Effect.flatMap(Entry, ({ demonstration }) => {
    const kept = audit("export", actor.person, {
      list: url.split("/")[2]!,
      ...formatOf(params),
      filter: filterOf(query),
      ...(asOf !== undefined && { asOf }),
      ...(rows !== null && { rows })
    })
    return demonstration ? Effect.forkDetach(Effect.ignore(kept)) : kept
  })
