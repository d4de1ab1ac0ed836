import { Decision } from "@otklik/contract/decisions"
import { Effect, FileSystem, Path, Schema } from "effect"
import { canonical, type Inputs } from "../warehouse/manifest.ts"
import { Store } from "../warehouse/store.ts"

/** A line of a decisions file that cannot be read as a decision; nothing is built until it is mended. */
export class DecisionUnreadable extends Schema.TaggedError<DecisionUnreadable>()("DecisionUnreadable", {
  file: Schema.String,
  line: Schema.Int,
  reason: Schema.String
}) {
  override get message() {
    return `${this.file}, line ${this.line}: ${this.reason}. Mend the line or take it out; the previous snapshot is still served.`
  }
}

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(Decision), { onExcessProperty: "error" })

const reasonOf = ({ message }: { readonly message: string }) =>
  message
    .split("\n")
    .map((line) => line.trim())
    .join(" ")

const readLine = (file: string, text: string, line: number) =>
  decode(text).pipe(
    Effect.map((decision) => ({ file, line, decision })),
    Effect.mapError((error) => new DecisionUnreadable({ file, line, reason: reasonOf(error) }))
  )

const readFile = Effect.fn(function* (relative: string) {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const { root } = yield* Store
  const lines = (yield* files.readFileString(path.join(root, relative))).split("\n")
  return yield* Effect.forEach(
    [...lines.entries()].filter(([, text]) => text.trim() !== ""),
    ([i, text]) => readLine(relative, text, i + 1)
  )
})

/** All decisions of the files that a build names among its inputs; one told twice in the same words is one. */
export const readDecisions = Effect.fn("readDecisions")(function* ({ decisions }: Inputs) {
  const read = (yield* Effect.forEach(decisions, ({ path }) => readFile(path))).flat()
  const bySeq = new Map<number, Decision>()
  for (const { decision, file, line } of read) {
    const known = bySeq.get(decision.seq)
    if (known !== undefined && canonical(known) !== canonical(decision)) {
      const reason = `decision ${decision.seq} is told before in other words`
      return yield* new DecisionUnreadable({ file, line, reason })
    }
    bySeq.set(decision.seq, decision)
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq)
})
