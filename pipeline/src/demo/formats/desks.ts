import { serviceSaid, type CityRecord } from "../record.ts"
import { isoMoscow, russianMoscow } from "./clock.ts"
import { csvRow } from "./csv.ts"
import { type Export, textExport } from "./export.ts"

const otrsColumns = [
  "TicketNumber",
  "Age",
  "Created",
  "Closed",
  "State",
  "Priority",
  "Queue",
  "Owner",
  "CustomerID",
  "CustomerName",
  "From",
  "Subject",
  "Body",
  "DynamicField_School",
  "DynamicField_District",
  "DynamicField_Role"
]
const otrsStates = ["new", "open", "closed successful"]
const otrsPriorities = ["2 low", "3 normal", "4 high", "5 very high"]
const workers = ["agent01", "agent07", "agent12", "root@localhost"]

const otrsRow = (it: CityRecord): string =>
  csvRow(
    [
      it.id,
      `${1 + (it.index % 40)} д ${it.index % 23} ч`,
      isoMoscow(it.at),
      it.progress === 2 ? isoMoscow(it.at + 86_400_000) : "",
      otrsStates[it.progress],
      otrsPriorities[it.urgency],
      `МЭШ::${serviceSaid(it)}`,
      workers[it.index % 4],
      it.person.email,
      it.authorName,
      `"${it.authorName}" <${it.person.email}>`,
      it.subject,
      it.text,
      it.schoolSaid,
      it.districtSaid,
      it.roleSaid
    ],
    ";"
  )

/** OTRS/Znuny: ticket search as CSV, CP1251, semicolons. */
export const otrs = (): Export =>
  textExport({ path: "otrs.csv", charset: "windows-1251", head: csvRow(otrsColumns, ";"), row: otrsRow })

const zendeskPriorities = ["low", "normal", "high", "urgent"]
const zendeskStates = ["new", "open", "solved"]

const zendeskTicket = (it: CityRecord) => ({
  id: Number(it.id),
  url: `https://demo.zendesk.example/api/v2/tickets/${it.id}.json`,
  created_at: `${new Date(it.at).toISOString().slice(0, 19)}Z`,
  updated_at: `${new Date(it.at + 3_600_000).toISOString().slice(0, 19)}Z`,
  type: "problem",
  subject: it.subject,
  raw_subject: it.subject,
  description: it.text,
  priority: zendeskPriorities[it.urgency],
  status: zendeskStates[it.progress],
  recipient: "support@school-demo.ru",
  requester: { id: it.person.key, name: it.authorName, email: it.person.email },
  tags: it.theme === null ? [] : [it.theme.service],
  custom_fields: [
    { id: "school", value: it.schoolSaid || null },
    { id: "district", value: it.districtSaid || null },
    { id: "role", value: it.roleSaid || null },
    { id: "service", value: serviceSaid(it) }
  ],
  via: { channel: it.index % 3 === 0 ? "email" : "web" }
})

/** Zendesk: the tickets of an account as one JSON document. */
export const zendesk = (): Export =>
  textExport({
    path: "zendesk.json",
    head: '{"tickets":[',
    row: (it, at) => (at === 0 ? "" : ",") + JSON.stringify(zendeskTicket(it)),
    tail: '],"next_page":null,"previous_page":null}\n'
  })

const zendeskColumns = [
  "ID",
  "Requester",
  "Requester email",
  "Status",
  "Priority",
  "Created at",
  "Updated at",
  "Subject",
  "Description",
  "Group",
  "School",
  "District",
  "Role",
  "Tags"
]

const zendeskRow = (it: CityRecord): string =>
  csvRow(
    [
      it.id,
      it.authorName,
      it.person.email,
      zendeskStates[it.progress],
      zendeskPriorities[it.urgency],
      `${isoMoscow(it.at)} +0300`,
      `${isoMoscow(it.at + 3_600_000)} +0300`,
      it.subject,
      it.text,
      serviceSaid(it),
      it.schoolSaid,
      it.districtSaid,
      it.roleSaid,
      it.theme?.service ?? ""
    ],
    ","
  )

/** Zendesk: a view exported as CSV, UTF-8, commas. */
export const zendeskCsv = (): Export =>
  textExport({ path: "zendesk-export.csv", head: csvRow(zendeskColumns, ","), row: zendeskRow })

const jiraColumns = [
  "Тема",
  "Ключ проблемы",
  "Идентификатор запроса",
  "Тип запроса",
  "Статус",
  "Приоритет",
  "Автор",
  "Создано",
  "Обновлено",
  "Описание",
  "Метки",
  "Метки",
  "Метки",
  "Компоненты",
  "Комментарий",
  "Комментарий",
  "Пользовательское поле (Школа)",
  "Пользовательское поле (Округ)",
  "Пользовательское поле (Роль)"
]
const jiraStates = ["Открыт", "В работе", "Решён"]
const jiraPriorities = ["Низкий", "Средний", "Высокий", "Критический"]
const answers = [
  "Взяли в работу",
  "Уточните, пожалуйста, класс и браузер",
  "Передано разработчикам",
  "Не воспроизводится"
]

const commentOf = (it: CityRecord): string =>
  it.index % 3 === 0
    ? ""
    : `${russianMoscow(it.at + 7_200_000, true)};agent${it.index % 9};${answers[it.index % 4]}`

const jiraRow = (it: CityRecord): string =>
  csvRow(
    [
      it.subject,
      it.id,
      String(100_000 + it.index),
      "Инцидент",
      jiraStates[it.progress],
      jiraPriorities[it.urgency],
      it.person.email,
      russianMoscow(it.at),
      russianMoscow(it.at + 7_200_000),
      it.text,
      it.theme === null ? "" : serviceSaid(it).replaceAll(" ", "-"),
      it.roleSaid.replaceAll(" ", "-"),
      it.urgency === 3 ? "срочно" : "",
      serviceSaid(it),
      commentOf(it),
      it.index % 5 === 0 ? `${russianMoscow(it.at + 90_000_000, true)};agent2;Закрыто` : "",
      it.schoolSaid,
      it.districtSaid,
      it.roleSaid
    ],
    ","
  )

/** Jira Service Management: CSV whose «Метки» and «Комментарий» columns repeat. */
export const jira = (): Export =>
  textExport({ path: "jira.csv", head: csvRow(jiraColumns, ","), row: jiraRow })
