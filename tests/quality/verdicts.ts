import { NodeServices } from "@effect/platform-node"
import { Verdict } from "@otklik/contract/vocabulary"
import { recordOf } from "@otklik/pipeline/demo/record"
import { openWorld } from "@otklik/pipeline/demo/world"
import { said } from "@otklik/pipeline/build/texts"
import { triager } from "@otklik/pipeline/triage/triage"
import type { Example } from "@otklik/pipeline/triage/verdict"
import { Effect } from "effect"
import { parseArgs } from "node:util"

/** Messages of the demonstration city with the verdicts that were planted in them. */
export const planted = Effect.fn(function* (messages: number, seed: number) {
  const world = yield* openWorld(seed)
  return Array.from({ length: messages }, (_, i): Example => {
    const { kind, subject, text, theme } = recordOf(world, i, messages)
    const told = theme?.verdict ?? (kind === "thanks" ? "thanks" : "noise")
    return { text: said(subject === "" ? null : subject, text), verdict: told }
  })
})

export interface Told {
  readonly accuracy: number
  /** F1 of each verdict, in the contract's order */
  readonly f1: ReadonlyArray<number>
  /** mean distance of the probability from the share that is right, over tenths of probability */
  readonly miscalibration: number
}

/** How well verdicts of messages are told by what some examples teach. */
export const told = (examples: ReadonlyArray<Example>, asked: ReadonlyArray<Example>): Told => {
  const judge = triager(examples)
  const answers = asked.map(({ text }) => judge(text, null))
  const right = answers.map(({ verdict }, i) => verdict === asked[i]!.verdict)
  const share = (holds: (i: number) => boolean) => asked.filter((_, i) => holds(i)).length / asked.length
  const f1 = Verdict.literals.map((verdict) => {
    const both = share((i) => right[i]! && asked[i]!.verdict === verdict)
    const either = share((i) => answers[i]!.verdict === verdict) + share((i) => asked[i]!.verdict === verdict)
    return either === 0 ? 0 : (2 * both) / either
  })
  const tenths = Map.groupBy(answers.keys(), (i) => Math.min(9, Math.floor(answers[i]!.probability * 10)))
  const off = [...tenths.values()].map((tenth) =>
    Math.abs(tenth.reduce((sum, i) => sum + answers[i]!.probability - (right[i] ? 1 : 0), 0))
  )
  return {
    accuracy: share((i) => right[i]!),
    f1,
    miscalibration: off.reduce((sum, one) => sum + one, 0) / asked.length
  }
}

const row = (name: string, { accuracy, f1, miscalibration }: Told) =>
  [name.padStart(9), accuracy, f1.reduce((sum, one) => sum + one) / f1.length, miscalibration, ...f1]
    .map((cell) => (typeof cell === "number" ? cell.toFixed(3).padStart(8) : cell))
    .join(" ")

/** Prints how well verdicts are told of a city's messages after so many decisions about others of them. */
export const quality = async (args: ReadonlyArray<string>): Promise<void> => {
  const { values } = parseArgs({
    args: [...args],
    options: { messages: { type: "string", default: "8000" }, seed: { type: "string", default: "7" } }
  })
  const all = await Effect.runPromise(
    planted(Number(values.messages), Number(values.seed)).pipe(Effect.provide(NodeServices.layer))
  )
  const asked = all.filter((_, i) => i % 2 === 1)
  const open = all.filter((_, i) => i % 2 === 0)
  const names = ["accuracy", "mean F1", "off by", ...Verdict.literals]
  console.log(`decisions ${names.map((name) => name.padStart(8)).join(" ")}`)
  for (const decisions of [0, 100, 300, 1_000]) {
    const every = Math.max(1, Math.floor(open.length / Math.max(1, decisions)))
    const examples = open.filter((_, i) => i % every === 0).slice(0, decisions)
    console.log(row(String(decisions), told(examples, asked)))
  }
}
