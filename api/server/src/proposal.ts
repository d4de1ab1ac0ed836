import { ProposalFile } from "@otklik/contract/proposals"
import { Effect, FileSystem, Option, Schema } from "effect"

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(ProposalFile))

/** The snapshot with themes found anew that waits for people, as the build wrote it down; none while nothing waits. */
export const waitingIn = Effect.fn("waitingIn")(function* (store: string) {
  const files = yield* FileSystem.FileSystem
  const found = yield* files
    .readFileString(`${store}/proposal.json`)
    .pipe(Effect.flatMap(decode), Effect.option)
  const id = Option.filter(found, ({ state }) => state === "waiting").pipe(
    Option.map(({ snapshot }) => snapshot)
  )
  if (Option.isNone(id)) return Option.none()
  const there = yield* Effect.orElseSucceed(
    files.exists(`${store}/snapshots/${id.value}.duckdb`),
    () => false
  )
  return there ? id : Option.none()
})
