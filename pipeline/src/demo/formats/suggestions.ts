import { serviceSaid, type CityRecord } from "../record.ts"
import { isoMoscow, russianMoscow } from "./clock.ts"
import { csvRow } from "./csv.ts"
import { type Export, textExport } from "./export.ts"

const linked = /https?:\/\/\S+/

const entities = (text: string): unknown => {
  const link = linked.exec(text)
  if (link === null) return text
  const after = text.slice(link.index + link[0].length)
  return [text.slice(0, link.index), { type: "link", text: link[0] }, after].filter((part) => part !== "")
}

const bolded = (it: CityRecord): unknown => {
  const end = it.text.indexOf(" ")
  if (it.index % 6 !== 0 || end < 1 || linked.test(it.text)) return entities(it.text)
  return [{ type: "bold", text: it.text.slice(0, end) }, it.text.slice(end)]
}

const telegramMessage = (it: CityRecord) => ({
  id: Number(it.id),
  type: "message",
  date: isoMoscow(it.at).replace(" ", "T"),
  date_unixtime: String(Math.floor(it.at / 1000)),
  from: `${it.person.first} ${it.person.last}`,
  from_id: `user${it.person.key}`,
  text: bolded(it)
})

const pinned = {
  id: 0,
  type: "service",
  date: "2025-05-20T09:00:00",
  date_unixtime: "1747720800",
  actor: "МЭШ: идеи школ",
  action: "create_group",
  text: ""
}

/** Telegram Desktop: the history of a chat, texts as strings or arrays of entities. */
export const telegram = (): Export =>
  textExport({
    path: "telegram/result.json",
    head: `{\n "name": "МЭШ: идеи школ",\n "type": "public_supergroup",\n "id": 1512003344,\n "messages": [\n  ${JSON.stringify(pinned)}`,
    row: (it) => `,\n  ${JSON.stringify(telegramMessage(it))}`,
    tail: "\n ]\n}\n"
  })

const idea = (it: CityRecord): string =>
  `${JSON.stringify({
    id: it.id,
    created_at: new Date(it.at).toISOString(),
    author: it.person.email,
    title: it.subject,
    text: it.text,
    school: it.schoolSaid || null,
    district: it.districtSaid || null,
    role: it.roleSaid || null,
    service: serviceSaid(it)
  })}\n`

/** A suggestion portal's dump, JSON lines. */
export const ideas = (): Export => textExport({ path: "ideas.jsonl", head: "", row: idea })

const boxRow = (it: CityRecord): string =>
  csvRow(
    [it.id, russianMoscow(it.at, true), it.authorName, it.schoolSaid, it.districtSaid, it.roleSaid, it.text],
    ";"
  )

/** A suggestion box kept by hand: CSV for Excel, byte order mark, semicolons. */
export const suggestionBox = (): Export =>
  textExport({
    path: "suggestion-box.csv",
    head: `\ufeff${csvRow(["Номер", "Дата", "ФИО", "Школа", "Округ", "Роль", "Предложение"], ";")}`,
    row: boxRow
  })
