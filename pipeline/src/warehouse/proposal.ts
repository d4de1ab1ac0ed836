import { Effect, FileSystem, Option, Schema } from "effect"
import { replaceFile } from "./durable.ts"
import { Store } from "./store.ts"

/** A snapshot whose themes were found anew: it waits until a person accepts or rejects it. */
export const Proposal = Schema.Struct({
  snapshot: Schema.String,
  /** messages that it was found in */
  messages: Schema.Int,
  state: Schema.Literals(["waiting", "rejected"])
})
export type Proposal = typeof Proposal.Type

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(Proposal))

/** The last proposal, waiting or rejected, while its snapshot is there; a torn file is none. */
export const proposal = Effect.gen(function* () {
  const store = yield* Store
  const files = yield* FileSystem.FileSystem
  const found = yield* files.readFileString(store.proposal).pipe(Effect.flatMap(decode), Effect.option)
  if (Option.isNone(found) || !(yield* files.exists(store.snapshot(found.value.snapshot)))) {
    return Option.none<Proposal>()
  }
  return found
})

/** The proposal that a person should look at. */
export const waiting = Effect.map(
  proposal,
  Option.filter(({ state }) => state === "waiting")
)

export const propose = Effect.fn("propose")(function* (made: Proposal) {
  const store = yield* Store
  yield* replaceFile(store.proposal, `${JSON.stringify(made)}\n`)
})

/** Forgets the proposal: it was accepted. */
export const settled = Effect.gen(function* () {
  const store = yield* Store
  const files = yield* FileSystem.FileSystem
  yield* files.remove(store.proposal, { force: true })
})
