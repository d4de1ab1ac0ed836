import { DuckDb } from "@otklik/sql/duckdb"
import type { Marts } from "@otklik/sql/tables.gen"
import { Console, Effect, Option } from "effect"
import { Command } from "effect/cli"
import { acceptProposal, rejectProposal } from "../build/build-store.ts"
import { Settings } from "../settings.ts"
import { NoSnapshot } from "../warehouse/open-snapshot.ts"
import { waiting } from "../warehouse/proposal.ts"
import { current } from "../warehouse/publish.ts"
import { Store } from "../warehouse/store.ts"
import { jsonFlag, tellBuild } from "./build.ts"
import { sayAndEnd } from "./ended.ts"
import { grouped } from "./progress-bar.ts"

type Change = Marts["theme_changes"]

const named = (themes: ReadonlyArray<string>, titles: ReadonlyArray<string>): string =>
  themes.map((theme, i) => `${theme} «${titles[i] ?? ""}»`).join(", ")

const first = (themes: ReadonlyArray<string>, titles: ReadonlyArray<string>): string =>
  `${named(themes.slice(0, 1), titles)}${themes.length > 1 ? ` and ${themes.length - 1} more` : ""}`

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`

/** One change of the themes as a sentence. */
export const sentence = ({ kind, moved, new_themes, new_titles, old_themes, old_titles, share }: Change) => {
  const before = named(old_themes, old_titles)
  const after = named(new_themes, new_titles)
  const messages = `${grouped(moved)} messages`
  switch (kind) {
    case "new":
      return `${after} is new${moved > 0 ? `: ${messages} came to it from others` : ""}`
    case "grew":
      return `${after} grew by ${messages} (${percent(share)} of it)`
    case "shrank":
      return `${after} lost ${messages} (${percent(share)} of it)`
    case "merged":
      return `${before} became part of ${after} (${messages})`
    case "split":
      return `${messages} of ${first(old_themes, old_titles)} are now ${after}`
    default:
      return `${before} is gone: its ${messages} went to ${after === "" ? "no theme" : after}`
  }
}

const readDifferences = Effect.fn(function* (id: string) {
  const store = yield* Store
  const { memory, threads } = yield* Settings
  return yield* Effect.gen(function* () {
    const db = yield* DuckDb
    const changes = yield* db.rows("select * from theme_changes order by position")
    const [row] = yield* db.rows("select count(*)::int as moved from moved_messages")
    const [held] = yield* db.rows("select count(*)::int as messages from facts")
    return {
      changes: changes as unknown as ReadonlyArray<Change>,
      moved: Number(row?.["moved"] ?? 0),
      messages: Number(held?.["messages"] ?? 0)
    }
  }).pipe(
    Effect.provide(
      DuckDb.layer({
        path: store.snapshot(id),
        threads,
        memory,
        temporary: `${store.temporary}/spill`,
        readOnly: true
      })
    )
  )
})

const tell = Effect.fn(function* (json: boolean) {
  const store = yield* Store
  const proposed = yield* waiting
  const served = yield* current
  const id = Option.orElse(
    Option.map(proposed, ({ snapshot }) => snapshot),
    () => served
  )
  if (Option.isNone(id)) return yield* new NoSnapshot({ store: store.root })
  const { changes, messages, moved } = yield* readDifferences(id.value)
  const state = Option.isSome(proposed) ? "proposed" : "served"
  if (json) return yield* Console.log(JSON.stringify({ snapshot: id.value, state, messages, moved, changes }))
  const what =
    state === "proposed"
      ? `proposal ${id.value}, themes found anew`
      : `snapshot ${id.value}, served; no proposal waits`
  yield* Console.log(`${what}: ${grouped(moved)} of ${grouped(messages)} messages moved`)
  for (const change of changes) yield* Console.log(`${change.kind.padEnd(7)} ${sentence(change)}`)
  if (state === "proposed") yield* Console.log("Serve it: «otklik differences accept». Drop it: «… reject»")
})

const accept = Command.make("accept", { json: jsonFlag }, ({ json }) =>
  tellBuild(acceptProposal, json).pipe(sayAndEnd(1), Effect.provide(Store.layer))
).pipe(
  Command.withDescription("Serve the waiting proposal, and build on from it where messages have landed since")
)

const reject = Command.make("reject", {}, () =>
  rejectProposal.pipe(
    Effect.andThen(({ snapshot }) => Console.log(`proposal ${snapshot} is dropped; the themes stay`)),
    sayAndEnd(1),
    Effect.provide(Store.layer)
  )
).pipe(
  Command.withDescription(
    "Keep the themes as they are; nothing is proposed again until the messages have grown by half"
  )
)

export const differences = Command.make("differences", { json: jsonFlag }, ({ json }) =>
  tell(json).pipe(sayAndEnd(1), Effect.provide(Store.layer))
).pipe(
  Command.withDescription(
    "Show what the waiting proposal (themes found anew) would change, theme by theme; without one, what the served snapshot changed"
  ),
  Command.withSubcommands([accept, reject])
)
