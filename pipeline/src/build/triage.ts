import { type Direction, Service, Verdict } from "@otklik/contract/vocabulary"
import { Effect } from "effect"
import { members, type Members, ofTheme } from "../themes/members.ts"
import { themeDirection, themeService, themeVerdict } from "../triage/theme-verdict.ts"
import { Engine } from "./engine.ts"
import type { Reconciled } from "./reconcile.ts"
import { step, type Travelled } from "./step.ts"
import { eachText } from "./texts.ts"

/** Judgements of all messages in the order of message ids; lists are held by their index in the contract's. */
export interface Judgements {
  readonly verdict: Uint8Array
  readonly severity: Float32Array
  /** one more than the index of the service, 0 for none */
  readonly service: Uint8Array
}

export interface ThemeJudgement {
  readonly verdict: Verdict
  readonly service: Service | null
  readonly direction: Direction
}

export interface Triaged extends Reconciled {
  readonly judgements: Judgements
  readonly themeJudgements: ReadonlyArray<ThemeJudgement>
}

const verdictNumber = new Map(Verdict.literals.map((verdict, i): [Verdict, number] => [verdict, i]))
const serviceNumber = new Map(Service.literals.map((service, i): [Service, number] => [service, i + 1]))

export const verdictOf = ({ verdict }: Judgements, place: number): Verdict =>
  Verdict.literals[verdict[place] ?? 0] ?? "system"

export const serviceOf = ({ service }: Judgements, place: number): Service | null =>
  Service.literals[(service[place] ?? 0) - 1] ?? null

const judgeMessages = Effect.fn(function* (messages: number) {
  const { judge } = yield* Engine
  const verdict = new Uint8Array(messages)
  const severity = new Float32Array(messages)
  const service = new Uint8Array(messages)
  let place = 0
  yield* eachText((text, priority, named) => {
    const judgement = judge(text, priority)
    verdict[place] = verdictNumber.get(judgement.verdict) ?? 0
    severity[place] = judgement.severity
    service[place] = serviceNumber.get((named ?? judgement.service)!) ?? 0
    place++
  })
  return { verdict, severity, service }
})

const judgeTheme = (judgements: Judgements, all: Members, theme: number): ThemeJudgement => {
  const places = Array.from(ofTheme(all, theme))
  const verdict = themeVerdict(places.map((place) => verdictOf(judgements, place)))
  const service = themeService(places.map((place) => serviceOf(judgements, place)))
  return { verdict, service, direction: themeDirection(verdict, service) }
}

const severe = ({ severity }: Judgements) =>
  severity.reduce((count, value) => count + (value >= 0.5 ? 1 : 0), 0)

/** Judges every message by itself, what kind of matter it is and how grave, and every theme by its messages. */
export const triage = step(
  "triage",
  Effect.fn(function* (before: Reconciled & Travelled) {
    const { theme, themes } = before.grouping
    const judgements = yield* judgeMessages(before.messages)
    const all = members(theme, themes.length)
    const themeJudgements = themes.map((_, i) => judgeTheme(judgements, all, i))
    return { ...before, judgements, themeJudgements }
  }),
  ({ judgements }): Record<string, number> => ({ severe: severe(judgements) })
)
