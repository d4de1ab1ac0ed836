import { ProposalFile } from "@otklik/contract/proposals"
import { Effect, FileSystem, Option, Schema } from "effect"
import { replaceFile } from "./durable.ts"
import { Store } from "./store.ts"

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(ProposalFile))

/** The last proposal, waiting or decided, while its snapshot is there; a torn file is none. */
export const proposal = Effect.gen(function* () {
  const store = yield* Store
  const files = yield* FileSystem.FileSystem
  const found = yield* files.readFileString(store.proposal).pipe(Effect.flatMap(decode), Effect.option)
  if (Option.isNone(found) || !(yield* files.exists(store.snapshot(found.value.snapshot)))) {
    return Option.none<ProposalFile>()
  }
  return found
})

/** The proposal that a person should look at. */
export const waiting = Effect.map(
  proposal,
  Option.filter(({ state }) => state === "waiting")
)

export const propose = Effect.fn("propose")(function* (made: ProposalFile) {
  const store = yield* Store
  yield* replaceFile(store.proposal, `${JSON.stringify(made)}\n`)
})

/** Forgets the proposal: it was accepted. */
export const settled = Effect.gen(function* () {
  const store = yield* Store
  const files = yield* FileSystem.FileSystem
  yield* files.remove(store.proposal, { force: true })
})
