import { DuckDb } from "@otklik/sql/duckdb"
import { Effect, FileSystem, Option } from "effect"
import { attachReadOnly } from "../warehouse/attach.ts"
import { canonical, type Inputs, type Manifest, readManifest } from "../warehouse/manifest.ts"
import { current } from "../warehouse/publish.ts"
import { published } from "../warehouse/published.ts"
import { Store } from "../warehouse/store.ts"
import { Refit } from "./refit.ts"

/** What a build carries on: the snapshot with the theme ids to keep, and the highest number ever given. */
export interface Base {
  readonly previous: Option.Option<string>
  readonly lastTheme: number
  /** the themes are found anew */
  readonly cold: boolean
  /** messages when themes were last found anew */
  readonly coldMessages: number
  /** messages when themes were last fitted to all of them */
  readonly fitted: number
}

type Carried = Pick<Base, "previous" | "lastTheme">

const manifestOf = (id: string) => Effect.option(readManifest(id))

/** The served snapshot's manifest where it was made from exactly these inputs. */
export const unchanged = Effect.fn("unchanged")(function* (inputs: Inputs) {
  const served = yield* current
  if (Option.isNone(served)) return Option.none<Manifest>()
  const manifest = yield* manifestOf(served.value)
  return Option.filter(manifest, (made) => canonical(made.inputs) === canonical(inputs))
})

/** The last theme number of a snapshot, none where its file cannot be opened. */
const opened = Effect.fn(function* (id: string) {
  const store = yield* Store
  const db = yield* DuckDb
  return yield* attachReadOnly(store.snapshot(id), "looked_at").pipe(
    Effect.andThen(db.rows("select last_theme from looked_at.snapshot")),
    Effect.map(([row]) => Number(row?.["last_theme"] ?? 0)),
    Effect.ensuring(db.run("detach database if exists looked_at").pipe(Effect.ignore)),
    Effect.option
  )
})

/** Whether a snapshot that was served is still there; retention may have taken it. */
const isKept = Effect.fn(function* (id: string) {
  const store = yield* Store
  return yield* Effect.flatMap(FileSystem.FileSystem, (files) => files.exists(store.snapshot(id)))
})

/** The served snapshot, or where its file is damaged the nearest that was served before it and opens. */
const newestThatOpens = Effect.gen(function* () {
  const served = (yield* published).map(({ id }): string => id).toReversed()
  for (const id of new Set([...Option.toArray(yield* current), ...served])) {
    if (!(yield* isKept(id))) continue
    const last = yield* opened(id)
    if (Option.isSome(last)) return { previous: Option.some(id), lastTheme: last.value } satisfies Carried
    yield* Effect.logWarning(
      `Snapshot ${id} cannot be opened. Theme ids are carried on from the one before it.`
    )
  }
  return { previous: Option.none(), lastTheme: 0 } satisfies Carried
})

/** The highest theme number that the log or any manifest of the store tells of: none is ever given twice. */
const lastGiven = Effect.gen(function* () {
  const files = yield* FileSystem.FileSystem
  const { snapshots } = yield* Store
  const names = (yield* files.readDirectory(snapshots)).filter((name) => name.endsWith(".json"))
  const manifests = yield* Effect.forEach(names, (name) => manifestOf(name.slice(0, -".json".length)))
  const given = manifests.flatMap(Option.toArray).map(({ counts }) => counts["last"] ?? 0)
  return Math.max(0, ...given, ...(yield* published).map(({ last }) => last))
})

const fitsOf = Effect.fn(function* (previous: Option.Option<string>) {
  if (Option.isNone(previous)) return { coldMessages: 0, fitted: 0 }
  const manifest = yield* manifestOf(previous.value)
  return Option.match(manifest, {
    onNone: () => ({ coldMessages: 0, fitted: 0 }),
    onSome: ({ coldMessages, fitted }) => ({ coldMessages, fitted })
  })
})

/** What the served snapshot was made from, where that was these inputs and what it went on from is still there. */
const again = Effect.fn(function* (inputs: Inputs) {
  const same = yield* unchanged(inputs)
  if (Option.isNone(same)) return Option.none<Base>()
  const { cold, lastTheme, previous } = same.value
  const before = Option.fromNullishOr(previous)
  const there = Option.isNone(before) || Option.isSome(yield* opened(before.value))
  if (!there) return Option.none<Base>()
  return Option.some({ previous: before, lastTheme, cold, ...(yield* fitsOf(before)) } satisfies Base)
})

/**
 * The base of a build: the served snapshot, or, where nothing has changed since that was made, what that was made
 * from, so that building again gives the same snapshot.
 */
export const base = Effect.fn("base")(function* (inputs: Inputs) {
  const refit = yield* Refit
  const same = refit ? Option.none<Base>() : yield* again(inputs)
  if (Option.isSome(same)) return same.value
  const { lastTheme, previous } = yield* newestThatOpens
  return {
    previous,
    lastTheme: Math.max(lastTheme, yield* lastGiven),
    cold: refit || Option.isNone(previous),
    ...(yield* fitsOf(previous))
  } satisfies Base
})
