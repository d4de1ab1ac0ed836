import { Result, Schema } from "effect"
import { Anchor, inOrder } from "./curve.ts"
import { Day } from "./slice.ts"
import { Direction, Role, Service } from "./vocabulary.ts"

/** The parts of a score, in the order in which they are shown. */
export const Part = Schema.Literals([
  "reach",
  "severity",
  "persistence",
  "trend",
  "confidence",
  "strategy",
  "effort"
])
export type Part = typeof Part.Type

/** How points become a score: a weighted sum; reach × severity × confidence ÷ effort; cost of delay ÷ effort. */
export const Formula = Schema.Literals(["weighted", "rice", "wsjf"])
export type Formula = typeof Formula.Type

const record = <K extends string, S extends Schema.Top>(keys: ReadonlyArray<K>, value: S) =>
  Schema.Struct(Object.fromEntries(keys.map((key) => [key, value])) as { readonly [P in K]: S })

const Share = Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 }))
const Days = Schema.Int.check(Schema.isBetween({ minimum: 7, maximum: 3_660 }))
const Prior = Schema.Finite.check(Schema.isBetween({ minimum: 0.1, maximum: 1_000 }))
const Line = Schema.String.check(Schema.isPattern(/\S/u), Schema.isMaxLength(200))

/** A scoring model: versioned data, the same for every theme and every message; whoever holds it can score. */
export const ScoreModel = Schema.Struct({
  name: Schema.String.check(Schema.isPattern(/^[a-z0-9][a-z0-9-]{0,39}$/u)),
  title: Line,
  author: Line,
  /** why it is as it is */
  reason: Line,
  date: Day,
  formula: Formula,
  /** they sum to 1 */
  weights: record(Part.literals, Share),
  anchors: record(Part.literals, Anchor),
  /** a school counts with at most so many voices on a theme, one a person and day */
  perSchool: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 100 })),
  reach: Schema.Struct({
    /** days in which a school must have raised a theme to count; at most a year, the weeks are held in a mask */
    days: Days.check(Schema.isLessThanOrEqualTo(371)),
    /** one school heard of a district stands for at most so many of it */
    most: Schema.Finite.check(Schema.isBetween({ minimum: 1, maximum: 100 })),
    /** how far the schools that were seen decide, beside the estimate of those that would be; 0 where it is not said */
    seen: Schema.optionalKey(Share),
    /**
     * how readily a theme is written of before its own messages say: weeks with a voice on it for each voice of a school on
     * anything, on average, and how many weeks that is worth
     */
    rate: Schema.Struct({
      mean: Schema.Finite.check(Schema.isBetween({ minimum: 1e-6, maximum: 1 })),
      shape: Schema.Finite.check(Schema.isBetween({ minimum: 1, maximum: 1_000 }))
    })
  }),
  /** the share of the whole voice that each role should have, however much it is heard */
  roles: record(Role.literals, Share),
  /** schools whose only voice on a theme falls into one burst of it */
  burst: Schema.Struct({
    /** so many a week are no burst, whatever the rest of the theme */
    floor: Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1_000 })),
    /** standard deviations above what the rest of the theme's weeks lead one to expect */
    deviations: Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 100 })),
    /** what a school beyond that counts */
    counts: Share
  }),
  /** schools that are heard of little but one theme; where a model does not say, they count as the rest do */
  devotion: Schema.optionalKey(
    Schema.Struct({
      /** a school says of one theme at most this share of all else that it says */
      share: Schema.Finite.check(Schema.isBetween({ minimum: 0.01, maximum: 10 })),
      /** days of somebody speaking that every school is given beforehand: one of few words may well have but one matter */
      beforehand: Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1_000 }))
    })
  ),
  /** what a school counts that joined a mass mailing and said nothing else */
  campaign: Share,
  /** what somebody of no known school counts beside a school */
  alone: Share,
  /** days of the recent window, and of the stretch before it that says what to expect */
  trend: Schema.Struct({ recentDays: Days, baseDays: Days, prior: Prior }),
  /** days whose school weeks are asked for a voice each */
  persistence: Schema.Struct({ days: Days.check(Schema.isLessThanOrEqualTo(371)) }),
  /** messages of mean severity `mean` that every theme is given beforehand: few loud ones prove little */
  severity: Schema.Struct({ mean: Share, messages: Prior }),
  /** what the planners want forward, 0 to 1; 0.5 is neither */
  strategy: Schema.Struct({
    directions: record(Direction.literals, Share),
    services: record(Service.literals, Share)
  })
})
export type ScoreModel = typeof ScoreModel.Type

/** What is wrong with a model, for people. */
export interface Problem {
  readonly ru: string
  readonly en: string
}

type Fields = Readonly<Record<string, unknown>>
const fieldsOf = (value: unknown): Fields =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Fields) : {}

/** Keys that a model cannot have, each told with those that it can. */
const strangers = (where: string, given: Fields, known: ReadonlyArray<string>): ReadonlyArray<Problem> =>
  Object.keys(given)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      ru: `В «${where}» указано «${key}», а бывают только: ${known.join(", ")}. Исправьте или уберите эту строку.`,
      en: `“${where}” names “${key}”, and there are only: ${known.join(", ")}. Mend or remove that line.`
    }))

const weightProblems = (weights: Fields): ReadonlyArray<Problem> => {
  const numbers = Object.entries(weights).filter(
    (entry): entry is [string, number] => typeof entry[1] === "number"
  )
  const negative = numbers
    .filter(([, weight]) => weight < 0)
    .map(([part, weight]) => ({
      ru: `Вес части «${part}» равен ${weight}: вес не бывает меньше нуля. Поставьте 0, чтобы часть не считалась.`,
      en: `The weight of “${part}” is ${weight}: a weight is never below zero. Set it to 0 to leave the part out.`
    }))
  const sum = numbers.reduce((all, [, weight]) => all + weight, 0)
  if (numbers.length === 0 || negative.length > 0 || Math.abs(sum - 1) <= 1e-9) return negative
  const said = Math.round(sum * 1e6) / 1e6
  return [
    {
      ru: `Веса в сумме дают ${said}, а должны дать 1. Измените их так, чтобы сумма была равна 1.`,
      en: `The weights sum to ${said} and should sum to 1. Change them so that they do.`
    }
  ]
}

const isAnchor = Schema.is(Anchor)

const anchorProblem = (part: string, anchor: unknown): ReadonlyArray<Problem> => {
  if (!isAnchor(anchor)) return []
  const { fifty, hundred, zero } = anchor
  const falls = part === "effort"
  if (inOrder(anchor) && zero > hundred === falls) return []
  return [
    {
      ru: `Опорные точки части «${part}» стоят не по порядку: 0 баллов при ${zero}, 50 при ${fifty}, 100 при ${hundred}. ${falls ? "Для трудоёмкости они должны убывать" : "Они должны возрастать"}, и ни одна не повторяет другую.`,
      en: `The anchors of “${part}” are out of order: 0 points at ${zero}, 50 at ${fifty}, 100 at ${hundred}. They must ${falls ? "fall for effort" : "rise"}, and no two may be equal.`
    }
  ]
}

const decode = Schema.decodeUnknownResult(ScoreModel, { errors: "all", onExcessProperty: "error" })

/** The model that a value holds, or what is wrong with it in sentences that say what to change. */
export const readModel = (value: unknown): Result.Result<ScoreModel, ReadonlyArray<Problem>> => {
  const { anchors, roles, strategy, weights } = fieldsOf(value)
  const { directions, services } = fieldsOf(strategy)
  const told = [
    ...strangers("weights", fieldsOf(weights), Part.literals),
    ...strangers("anchors", fieldsOf(anchors), Part.literals),
    ...strangers("roles", fieldsOf(roles), Role.literals),
    ...strangers("strategy.directions", fieldsOf(directions), Direction.literals),
    ...strangers("strategy.services", fieldsOf(services), Service.literals),
    ...weightProblems(fieldsOf(weights)),
    ...Object.entries(fieldsOf(anchors)).flatMap(([part, anchor]) => anchorProblem(part, anchor))
  ]
  if (told.length > 0) return Result.fail(told)
  return Result.mapError(decode(value), ({ message }) => [
    {
      ru: `Модель записана не так, как нужно: ${message.split("\n").join(" ")}. Сверьте её со встроенной моделью standard-3.`,
      en: `The model is not written as it should be: ${message.split("\n").join(" ")}. Compare it with the built-in model standard-3.`
    }
  ])
}
