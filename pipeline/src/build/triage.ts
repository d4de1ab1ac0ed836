import { type Direction, Service, Verdict } from "@otklik/contract/vocabulary"
import { Effect } from "effect"
import { members, ofTheme } from "../themes/members.ts"
import { ReasonSets } from "../triage/reason-sets.ts"
import { Reasons } from "../triage/reasons.ts"
import type { Decided } from "../triage/quality.ts"
import { themeDirection, themeService, verdictOfTheme, type VerdictOfTheme } from "../triage/theme-verdict.ts"
import { Engine } from "./engine.ts"
import { examplesOf } from "./examples.ts"
import type { Reconciled } from "./reconcile.ts"
import { step, type Travelled } from "./step.ts"
import { eachText } from "./texts.ts"

/** Judgements of all messages in the order of message ids; lists are held by their index in the contract's. */
export interface Judgements {
  readonly verdict: Uint8Array
  /** of the verdict, 1 where a person gave it */
  readonly probability: Float32Array
  readonly severity: Float32Array
  /** one more than the index of the service, 0 for none */
  readonly service: Uint8Array
  /** number of the set of words that decided the verdict, 0 where no words or a person did */
  readonly because: Int32Array
  /** those sets, from number 1 on */
  readonly reasonSets: ReadonlyArray<ReadonlyArray<string>>
}

export interface ThemeJudgement extends VerdictOfTheme {
  /** those that decided it for most of its messages */
  readonly words: ReadonlyArray<string>
  readonly service: Service | null
  readonly direction: Direction
}

export interface Triaged extends Reconciled {
  readonly judgements: Judgements
  readonly themeJudgements: ReadonlyArray<ThemeJudgement>
  /** messages whose verdict people decided */
  readonly decided: ReadonlyArray<Decided>
}

const verdictNumber = new Map(Verdict.literals.map((verdict, i): [Verdict, number] => [verdict, i]))
const serviceNumber = new Map(Service.literals.map((service, i): [Service, number] => [service, i + 1]))

export const verdictOf = ({ verdict }: Judgements, place: number): Verdict =>
  Verdict.literals[verdict[place] ?? 0] ?? "system"

export const serviceOf = ({ service }: Judgements, place: number): Service | null =>
  Service.literals[(service[place] ?? 0) - 1] ?? null

const judgeMessages = Effect.fn(function* (theme: Int32Array, decided: ReadonlyArray<Decided>) {
  const engine = yield* Engine
  const judge = engine.judge(decided)
  const reasons = new Reasons()
  const verdict = new Uint8Array(theme.length)
  const probability = new Float32Array(theme.length)
  const severity = new Float32Array(theme.length)
  const service = new Uint8Array(theme.length)
  const because = new Int32Array(theme.length)
  const sets = new ReasonSets()
  let place = 0
  yield* eachText((text, priority, named) => {
    const judgement = judge(text, priority)
    verdict[place] = verdictNumber.get(judgement.verdict) ?? 0
    probability[place] = judgement.probability
    severity[place] = judgement.severity
    service[place] = serviceNumber.get((named ?? judgement.service)!) ?? 0
    because[place] = sets.of(judgement.because)
    reasons.add(theme[place], verdict[place], judgement.because)
    place++
  })
  for (const one of decided) {
    verdict[one.place] = verdictNumber.get(one.verdict) ?? 0
    probability[one.place] = 1
    because[one.place] = 0
  }
  const judgements = { verdict, probability, severity, service, because, reasonSets: sets.sets }
  return { judgements: judgements satisfies Judgements, reasons }
})

const judgeTheme = (
  judgements: Judgements,
  reasons: Reasons,
  places: ReadonlyArray<number>,
  theme: number,
  decided: Verdict | undefined
): ThemeJudgement => {
  const judged = verdictOfTheme(
    places.map((place) => verdictOf(judgements, place)),
    decided
  )
  const service = themeService(places.map((place) => serviceOf(judgements, place)))
  return {
    ...judged,
    words: reasons.of(theme, verdictNumber.get(judged.verdict) ?? 0),
    service,
    direction: themeDirection(judged.verdict, service)
  }
}

const severe = ({ severity }: Judgements) =>
  severity.reduce((count, value) => count + (value >= 0.5 ? 1 : 0), 0)

/** Judges every message by itself, what kind of matter it is and how grave, and every theme by its messages. */
export const triage = step(
  "triage",
  Effect.fn(function* (before: Reconciled & Travelled) {
    const { binding, grouping, numberOf } = before
    const decided = yield* examplesOf(binding.verdicts)
    const { judgements, reasons } = yield* judgeMessages(grouping.theme, decided)
    const all = members(grouping.theme, grouping.themes.length)
    const themeJudgements = grouping.themes.map((_, i) =>
      judgeTheme(
        judgements,
        reasons,
        Array.from(ofTheme(all, i)),
        i,
        binding.themeVerdicts.get(numberOf[i] ?? 0)
      )
    )
    return { ...before, decided, judgements, themeJudgements }
  }),
  ({ decided, judgements }): Record<string, number> => ({
    severe: severe(judgements),
    ...(decided.length > 0 && { decided: decided.length })
  })
)
