import { parseDate } from "../intake/dates.ts"
import type { Zone } from "../intake/zone.ts"
import { columnKey, type FieldName, type Profile } from "./profile.ts"

type Sample = Readonly<Record<string, string>>

/** Names by which people head the columns, most telling first; the order of the fields settles who takes a column. */
const names: ReadonlyArray<readonly [FieldName, RegExp]> = [
  [
    "externalId",
    /^(id|№|no|номер|ключ|key|uid|uuid|guid|код|идентификатор|(ticket|message|issue|request) ?(number|id|key|#)|(номер|id) .*)$/
  ],
  [
    "createdAt",
    /(^|[ _])(created|date|time|timestamp|datetime)|дата|отметка времени|время (созд|отпр|рег)|созда(н|ия)|зарегистр|когда/
  ],
  ["school", /школ|организаци|учреждени|^(оо|гбоу|school|organi[sz]ation)|(^|[ _])school/],
  ["district", /^(адм\S* )?округ|district|^район/],
  ["role", /^роль|должност|^role|кто вы|ваша роль|категория (пользов|заявит)|position/],
  [
    "author",
    /^фио|^имя|автор|e-?mail|почта|author|^from$|отправитель|заявитель|контактное лицо|requester|customer|респондент|^user|телефон|phone|зовут|представьтесь/
  ],
  ["priority", /приоритет|priority|срочност|severity|важност/],
  ["status", /^статус|^status|^state$|состояние/],
  ["service", /сервис|услуга|^service|модуль|подсистема|^queue|^очередь|компонент|component|^раздел/],
  ["subject", /^тема|^subject|^title|заголовок|^summary|краткое/],
  [
    "text",
    /текст|описани|сообщени|комментар|предложени|отзыв|обращени|^суть|body|text|message|descri|comment|feedback|content|пожелани|проблем/
  ]
]

const mean = (values: ReadonlyArray<number>) =>
  values.reduce((sum, it) => sum + it, 0) / Math.max(1, values.length)

const filled = (samples: ReadonlyArray<Sample>, column: string) =>
  samples.map((sample) => (sample[column] ?? "").trim()).filter((value) => value !== "")

const looksLikeDates = (values: ReadonlyArray<string>, zone: Zone) =>
  values.length > 0 &&
  values.filter((value) => parseDate(value, { zone, order: "day-first" }) !== undefined).length >=
    values.length * 0.6

/** An overlapping export may repeat some ids, so nearly unique is enough. */
const looksUnique = (values: ReadonlyArray<string>) =>
  values.length > 0 &&
  new Set(values).size >= values.length * (values.length < 20 ? 0.5 : 0.9) &&
  Math.max(...values.map((it) => it.length)) <= 64

const prose = (values: ReadonlyArray<string>) => mean(values.map((value) => Math.min(value.length, 500)))

/** The field that a column's name speaks of. */
export const fieldOf = (column: string): FieldName | undefined =>
  names.find(([, name]) => name.test(columnKey(column)))?.[0]

const closedQuestion =
  /^(оцените|выберите|укажите|сколько|как часто|согласие|даю согласие|баллы|score|rating|оценка)/

/** Fields that tell who writes and when: a question about them is never open. */
const personal: ReadonlySet<FieldName> = new Set([
  "externalId",
  "createdAt",
  "school",
  "district",
  "role",
  "author",
  "priority",
  "status"
])

/** Does a form's question invite words of one's own: long answers that differ, rather than a choice, a name or a number. */
export const isOpenQuestion = (question: string, answers: ReadonlyArray<string>): boolean => {
  const key = columnKey(question)
  const own = fieldOf(question)
  if (own !== undefined && personal.has(own) && key.length < 60) return false
  const given = answers.map((it) => it.trim()).filter((it) => it !== "")
  if (given.length === 0) return !closedQuestion.test(key)
  const varied = given.length < 8 || new Set(given).size > given.length * 0.4
  const wordy =
    mean(given.map((it) => it.split(/\s+/).length)) >= (closedQuestion.test(key) || own === "service" ? 5 : 2)
  return varied && wordy
}

const byName = (header: ReadonlyArray<string>): Map<FieldName, Array<string>> => {
  const found = new Map<FieldName, Array<string>>()
  for (const column of header) {
    const field = fieldOf(column)
    if (field !== undefined) found.set(field, [...(found.get(field) ?? []), column])
  }
  return found
}

/** Columns that can be text hold some words, not codes or numbers. */
const wordy = (values: ReadonlyArray<string>) => prose(values.filter((value) => /\p{L}{2}/u.test(value))) >= 8

const textColumn = (free: ReadonlyArray<string>, samples: ReadonlyArray<Sample>): string | undefined =>
  free
    .filter((column) => wordy(filled(samples, column)))
    .sort((a, b) => prose(filled(samples, b)) - prose(filled(samples, a)))[0]

/** A profile guessed from the names of the columns and what stands in them; undefined where nothing looks like text. */
export const guessProfile = (
  header: ReadonlyArray<string>,
  samples: ReadonlyArray<Sample>,
  zone: Zone,
  format: Profile["format"]
): Profile | undefined => {
  const found = byName(header)
  const values = (column: string) => filled(samples, column)
  const free = () => header.filter((column) => ![...found.values()].flat().includes(column))
  found.set(
    "createdAt",
    (found.get("createdAt") ?? []).filter((it) => looksLikeDates(values(it), zone))
  )
  if (found.get("createdAt")!.length === 0) {
    found.set(
      "createdAt",
      free()
        .filter((it) => looksLikeDates(values(it), zone) && !/^\d+$/.test(values(it)[0] ?? ""))
        .slice(0, 1)
    )
  }
  found.set("externalId", (found.get("externalId") ?? []).filter((it) => looksUnique(values(it))).slice(0, 1))
  const text = found.get("text") ?? []
  if (text.length > 1) text.sort((a, b) => prose(values(b)) - prose(values(a))).splice(1)
  if (text.length === 0) {
    const best = textColumn([...free(), ...(found.get("subject") ?? [])], samples)
    if (best === undefined) return undefined
    text.push(best)
    found.set(
      "subject",
      (found.get("subject") ?? []).filter((it) => it !== best)
    )
  }
  found.set("text", text)
  const fields = Object.fromEntries([...found].filter(([, columns]) => columns.length > 0))
  return { name: "guess", family: "suggestion", format, fields: { ...fields, text } }
}
