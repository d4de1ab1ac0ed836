import type { ScoreModel } from "./score-model.ts"
import { Direction, Service } from "./vocabulary.ts"

const even = <K extends string>(keys: ReadonlyArray<K>) =>
  Object.fromEntries(keys.map((key) => [key, 0.5])) as Record<K, number>

/** Schools count most; then how much it hurts, for how long and how surely. */
export const standard: ScoreModel = {
  name: "standard-3",
  title: "Школы важнее всего",
  author: "Отклик",
  reason: "Охват школ решает, острота и постоянство уточняют, громкость не считается",
  date: "2026-11-26",
  formula: "weighted",
  weights: {
    reach: 0.45,
    severity: 0.2,
    persistence: 0.15,
    trend: 0.05,
    confidence: 0.05,
    strategy: 0.05,
    effort: 0.05
  },
  anchors: {
    reach: { zero: 0, fifty: 0.02, hundred: 1 },
    severity: { zero: 0, fifty: 0.22, hundred: 0.7 },
    persistence: { zero: 0, fifty: 0.2, hundred: 0.7 },
    trend: { zero: 0.1, fifty: 0.25, hundred: 3 },
    confidence: { zero: 0, fifty: 0.3, hundred: 0.8 },
    strategy: { zero: 0, fifty: 0.5, hundred: 1 },
    effort: { zero: 52, fifty: 8, hundred: 1 }
  },
  perSchool: 3,
  reach: { days: 364, most: 10, seen: 0.4, rate: { mean: 0.03, shape: 8 } },
  roles: {
    teacher: 0.35,
    class_teacher: 0.15,
    deputy_head: 0.1,
    head: 0.07,
    journal_admin: 0.13,
    methodist: 0.05,
    parent: 0.1,
    pupil: 0.05
  },
  burst: { floor: 4, deviations: 4, counts: 0.02 },
  devotion: { share: 0.1, beforehand: 50 },
  campaign: 0.1,
  alone: 0.1,
  trend: { recentDays: 28, baseDays: 84, prior: 5 },
  persistence: { days: 84 },
  severity: { mean: 0.1, messages: 5 },
  strategy: { directions: even(Direction.literals), services: even(Service.literals) }
}

const straight = { zero: 0, fifty: 0.5, hundred: 1 }

/**
 * RICE (S. McBride, Intercom 2016): reach × impact × confidence ÷ effort, impact being severity. Its fourth root is
 * shown, which keeps the order and lies between 0 and 100. Without an estimate a theme takes four person-weeks.
 */
export const rice: ScoreModel = {
  ...standard,
  name: "rice",
  title: "RICE",
  reason: "Охват × влияние × уверенность ÷ трудоёмкость",
  formula: "rice",
  weights: {
    reach: 0.25,
    severity: 0.25,
    persistence: 0,
    trend: 0,
    confidence: 0.25,
    strategy: 0,
    effort: 0.25
  },
  anchors: {
    ...standard.anchors,
    reach: straight,
    severity: straight,
    confidence: straight,
    effort: { zero: 52, fifty: 4, hundred: 2 }
  }
}

/**
 * WSJF (D. Reinertsen 2009, SAFe): cost of delay ÷ job size; the cost of delay is what users lose (reach, severity),
 * how it grows with time (trend, persistence) and what it opens (strategy).
 */
export const wsjf: ScoreModel = {
  ...standard,
  name: "wsjf",
  title: "WSJF",
  reason: "Цена задержки ÷ трудоёмкость",
  formula: "wsjf",
  weights: {
    reach: 0.35,
    severity: 0.25,
    persistence: 0.1,
    trend: 0.15,
    confidence: 0,
    strategy: 0.15,
    effort: 0
  },
  anchors: { ...standard.anchors, effort: { zero: 52, fifty: 4, hundred: 2 } }
}

/** The models that every store has. */
export const builtIns: ReadonlyArray<ScoreModel> = [standard, rice, wsjf]
