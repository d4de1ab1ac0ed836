import { judge } from "@otklik/contract/score"
import type { ScoreModel } from "@otklik/contract/score-model"
import { Cause } from "@otklik/contract/why"
import { canonical } from "@otklik/sql/canonical"
import { gather } from "@otklik/sql/signals"
import type { Ground } from "@otklik/sql/signals/ground"
import type { Heard } from "@otklik/sql/signals/heard"
import type { Voices } from "@otklik/sql/signals/voices"
import { attribute } from "./attribute.ts"
import type { Evidence, Sides } from "./evidence.ts"
import { mergedVoices, sameVoices } from "./merged-voices.ts"

/** Hundredths of a point by theme; a theme outside the queue counts 0. */
export type Scores = ReadonlyMap<string, number>

type Switches = Readonly<Record<Cause, boolean>>

const side = (on: boolean) => (on ? "now" : "past")

const same = (a: unknown, b: unknown) => canonical(a) === canonical(b)

/** What the messages say, by whether the new ones are among them and whether the old ones are read as now. */
const spoken = ({ added, stayed, voices }: Evidence) => {
  const mixed = mergedVoices(voices.past, added)
  return ({ corrections, messages }: Switches): Voices => {
    if (corrections) return messages ? voices.now : stayed
    return messages ? mixed : voices.past
  }
}

const groundOf = (
  { ground: { now, past } }: Evidence,
  { calendar, corrections, reach }: Switches
): Ground => {
  const days = calendar ? now : past
  return {
    today: days.today,
    firstDay: days.firstDay,
    calendar: days.calendar,
    schools: (reach ? now : past).schools,
    said: (reach ? now : past).said,
    themes: corrections ? now.themes : new Map([...now.themes, ...past.themes])
  }
}

const askingOf = ({ asking: { now, past }, known }: Evidence, { corrections }: Switches) =>
  corrections ? now : new Set([...past, ...[...now].filter((theme) => !known.has(theme))])

/** Who was heard, asked of the messages once for each side and model. */
const denominators = (evidence: Evidence, models: Sides<ScoreModel>) => {
  const known = new Map<string, Heard>()
  return ({ model, reach }: Switches): Heard => {
    const key = `${reach} ${model}`
    const found = known.get(key) ?? evidence.heard(side(reach), models[side(model)])
    known.set(key, found)
    return found
  }
}

const scorer = (evidence: Evidence, models: Sides<ScoreModel>) => {
  const voicesOf = spoken(evidence)
  const heardOf = denominators(evidence, models)
  return (switches: Switches): Scores => {
    const model = models[side(switches.model)]
    const ground = groundOf(evidence, switches)
    const heard = { ...heardOf(switches), today: ground.today }
    const asking = askingOf(evidence, switches)
    const scoreOf = judge(model)
    const { themes } = gather({ ground, voices: voicesOf(switches) }, model, {}, heard)
    return new Map(
      themes
        .filter(({ theme }) => asking.has(theme))
        .map(({ measures, theme }) => [theme, Math.round(100 * scoreOf(measures).score)])
    )
  }
}

const denominatorsOf = ({ heard, roles, total, weekly }: Heard) => [total, heard, weekly, roles]

const coverers = ({ said, schools }: Ground) => [schools, said]

/** Causes that can have changed anything at all: the others are left as they were. */
const alive = (evidence: Evidence, models: Sides<ScoreModel>): ReadonlyArray<Cause> => {
  const { added, asking, ground, heard, stayed, voices } = evidence
  const coverage = (at: keyof Sides<Heard>) => denominatorsOf(heard(at, models.past))
  const days = ({ calendar, firstDay, today }: Ground) => [today, firstDay, calendar]
  const still: Switches = {
    messages: added.rows === 0,
    reach: same(coverage("past"), coverage("now")) && same(coverers(ground.past), coverers(ground.now)),
    calendar: same(days(ground.past), days(ground.now)),
    model: same(models.past, models.now),
    corrections:
      sameVoices(voices.past, stayed) &&
      [...ground.past.themes].every(([theme, was]) => same(was, ground.now.themes.get(theme))) &&
      [...asking.past].every((theme) => asking.now.has(theme)) &&
      [...asking.now].every((theme) => asking.past.has(theme) || !evidence.known.has(theme))
  }
  return Cause.literals.filter((cause) => !still[cause])
}

/**
 * What moved every theme's score from then to now, in hundredths by cause. The scores themselves are given: what the
 * causes leave of the difference comes of another way to score and is the model's.
 */
export const causesOf = (
  evidence: Evidence,
  models: Sides<ScoreModel>,
  scores: Sides<Scores>
): ReadonlyMap<string, ReadonlyArray<number>> => {
  const causes = alive(evidence, models)
  const scored = scorer(evidence, models)
  const on = (set: number): Switches =>
    Object.fromEntries(
      Cause.literals.map((cause) => [
        cause,
        ((set >> causes.indexOf(cause)) & 1) === 1 && causes.includes(cause)
      ])
    ) as Switches
  const games = Array.from({ length: 1 << causes.length }, (_, set) => scored(on(set)))
  const split = (theme: string): ReadonlyArray<number> => {
    const parts = attribute(causes.length, (set) => games[set]!.get(theme) ?? 0)
    const given = Cause.literals.map((cause) => parts[causes.indexOf(cause)] ?? 0)
    const whole = (scores.now.get(theme) ?? 0) - (scores.past.get(theme) ?? 0)
    const rest = whole - given.reduce((sum, part) => sum + part, 0)
    return given.map((part, i) => (Cause.literals[i] === "model" ? part + rest : part))
  }
  const themes = new Set([...scores.past.keys(), ...scores.now.keys()])
  return new Map([...themes].map((theme) => [theme, split(theme)]))
}
