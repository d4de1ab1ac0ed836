import type { Service } from "@otklik/contract/vocabulary"
import { type Spoken, speak } from "./compose.ts"
import { type Plan, planOf } from "./plan.ts"
import { fullName } from "./people.ts"
import { districtLabel } from "./schools.ts"
import { roleName, schoolSaid } from "./speaker.ts"
import { citySources } from "./sources.ts"
import { diceFor, type World } from "./world.ts"

/** A message with everything that an export's columns may ask for; empty strings where the writer left a blank. */
export interface CityRecord extends Plan, Spoken {
  /** the school as written in the record, "" where it was left out */
  readonly schoolSaid: string
  readonly districtSaid: string
  readonly roleSaid: string
  readonly authorName: string
  /** low, normal, high, urgent */
  readonly urgency: number
  /** 0 new, 1 in work, 2 closed */
  readonly progress: number
}

const urgencyOf = (plan: Plan, roll: number): number => {
  if (plan.theme?.season === "storm") return roll < 0.6 ? 3 : 2
  const system = plan.theme?.verdict === "system" || plan.theme?.verdict === "access"
  return roll < 0.7 ? 1 : roll < 0.85 ? (system ? 2 : 0) : system ? 3 : 0
}

const lately = Date.UTC(2026, 10, 6)

/** Message `index` of `count` in full. */
export const recordOf = (world: World, index: number, count: number): CityRecord => {
  const plan = planOf(world, index, count)
  const dice = diceFor(world, index, 4)
  const said = dice.chance(0.92)
  return {
    ...plan,
    ...speak(world, plan),
    schoolSaid: said ? schoolSaid(plan.school, dice) : "",
    districtSaid: said && dice.chance(0.8) ? districtLabel(plan.school.district) : "",
    roleSaid: dice.chance(0.93) ? roleName(plan.person) : "",
    authorName: fullName(plan.person),
    urgency: urgencyOf(plan, dice.next()),
    progress: plan.at < lately ? (dice.chance(0.95) ? 2 : 1) : dice.below(3)
  }
}

/** One line of truth.jsonl: what the product should find, and never reads. */
export const truthOf = (record: CityRecord): string =>
  JSON.stringify({
    id: record.id,
    source: citySources[record.source].source,
    family: citySources[record.source].family,
    label: record.theme?.id ?? null,
    noise: record.kind === "noise" || record.kind === "thanks",
    campaign: record.kind === "campaign",
    copyOf: record.copyOf?.id ?? null,
    personal: record.personal,
    decoys: record.decoys,
    school: record.school.school,
    district: record.school.district,
    role: record.person.role,
    service: record.theme?.service ?? null,
    verdict: record.theme?.verdict ?? record.kind,
    createdAt: new Date(record.at).toISOString()
  })

/** What a service is called in the queues and catalogues of the desks. */
export const serviceNames: Readonly<Record<Service, string>> = {
  journal: "Электронный журнал",
  library: "Библиотека МЭШ",
  test_builder: "Конструктор тестов",
  virtual_labs: "Виртуальные лаборатории",
  trainer: "Тренажёр",
  portfolio: "Портфолио",
  schedule: "Расписание и замены",
  lesson_plans: "КТП и рабочие программы",
  homework: "Домашние задания",
  attendance: "Посещаемость",
  final_marks: "Итоговые отметки",
  reports: "Отчёты",
  chat: "Чат и видеосвязь",
  moskvenok: "Москвёнок",
  sign_in: "Вход через mos.ru",
  mobile: "Мобильное приложение",
  support_portal: "Портал поддержки"
}

/** The service's name on the record, or the catch-all of the desk: people choose a wrong one now and then. */
export const serviceSaid = (record: CityRecord): string =>
  record.theme === null || record.index % 9 === 0 ? "Общие вопросы" : serviceNames[record.theme.service]
