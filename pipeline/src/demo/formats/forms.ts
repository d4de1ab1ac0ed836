import { serviceSaid, type CityRecord } from "../record.ts"
import { isoMoscow, russianMoscow } from "./clock.ts"
import { csvRow } from "./csv.ts"
import { type Export, textExport } from "./export.ts"
import { xlsxExport } from "./xlsx.ts"

const naumenStates = ["Зарегистрирован", "В работе", "Закрыт"]
const naumenPriorities = ["Низкий", "Средний", "Высокий", "Критический"]

const naumenRow = (it: CityRecord) => [
  it.id,
  it.subject,
  it.text,
  serviceSaid(it),
  naumenStates[it.progress],
  naumenPriorities[it.urgency],
  it.authorName,
  it.person.email,
  it.at,
  it.schoolSaid,
  it.districtSaid,
  it.roleSaid
]

/** Naumen Service Desk: a list exported to XLSX, dates as spreadsheet dates. */
export const naumen = (): Export =>
  xlsxExport({
    path: "naumen.xlsx",
    sheet: "Запросы",
    columns: [
      "Номер",
      "Тема",
      "Описание",
      "Услуга",
      "Статус",
      "Приоритет",
      "Контактное лицо",
      "Контактный e-mail",
      "Дата регистрации",
      "Организация",
      "Округ",
      "Должность"
    ],
    row: naumenRow
  })

const googleQuestions = [
  "Отметка времени",
  "Адрес электронной почты",
  "Номер анкеты",
  "Ваша школа",
  "Округ",
  "Ваша роль",
  "О каком сервисе речь?",
  "Насколько вы довольны сервисами МЭШ (1–5)?",
  "Что нужно улучшить в первую очередь?"
]

const googleRow = (it: CityRecord): string =>
  csvRow(
    [
      russianMoscow(it.at),
      it.person.email,
      it.id,
      it.schoolSaid,
      it.districtSaid,
      it.roleSaid,
      serviceSaid(it),
      String(1 + ((it.index * 7) % 5)),
      it.text
    ],
    ",",
    "\n"
  )

/** Google Forms: answers as CSV, UTF-8, «Отметка времени» first. */
export const googleForms = (): Export =>
  textExport({ path: "google-forms.csv", head: csvRow(googleQuestions, ",", "\n"), row: googleRow })

const yandexRow = (it: CityRecord) => [
  it.id,
  isoMoscow(it.at),
  it.authorName,
  it.schoolSaid,
  it.districtSaid,
  it.roleSaid,
  it.text
]

/** Yandex Forms: answers as XLSX, times as text. */
export const yandexForms = (): Export =>
  xlsxExport({
    path: "yandex-forms.xlsx",
    sheet: "Ответы",
    columns: [
      "ID",
      "Время создания",
      "Ваше имя",
      "Школа",
      "Округ",
      "Кто вы?",
      "Ваши замечания и предложения"
    ],
    row: yandexRow
  })
