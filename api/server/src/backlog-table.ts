import type { BacklogItem } from "@otklik/contract/backlog"
import { Part } from "@otklik/contract/score"
import type { Cell, ExportColumn } from "@otklik/sql/export/cell"
import type { Tongue } from "./sentence.ts"

interface Column {
  readonly name: string
  readonly ru: string
  readonly en: string
  readonly cell: (item: BacklogItem) => Cell
}

const parts: Readonly<Record<Part, { readonly ru: string; readonly en: string }>> = {
  reach: { ru: "Охват", en: "Reach" },
  severity: { ru: "Острота", en: "Severity" },
  persistence: { ru: "Постоянство", en: "Persistence" },
  trend: { ru: "Динамика", en: "Trend" },
  confidence: { ru: "Доверие", en: "Confidence" },
  strategy: { ru: "Приоритет", en: "Strategy" },
  effort: { ru: "Трудоёмкость", en: "Effort" }
}

const columns: ReadonlyArray<Column> = [
  { name: "rank", ru: "№", en: "No.", cell: ({ rank }) => rank },
  { name: "theme", ru: "Код темы", en: "Theme", cell: ({ theme }) => theme },
  { name: "title", ru: "Тема", en: "Title", cell: ({ title }) => title },
  { name: "score", ru: "Балл", en: "Score", cell: ({ score }) => score },
  ...Part.literals.map((part, i) => ({
    name: part,
    ru: `${parts[part].ru}, баллов`,
    en: `${parts[part].en}, points`,
    cell: (item: BacklogItem) => item.parts[i]?.adds ?? null
  })),
  { name: "schools", ru: "Школ", en: "Schools", cell: ({ schools }) => schools },
  {
    name: "share",
    ru: "Доля школ, %",
    en: "Share of schools, %",
    cell: ({ share }) => Math.round(share * 1000) / 10
  },
  { name: "messages", ru: "Сообщений", en: "Messages", cell: ({ messages }) => messages },
  { name: "people_count", ru: "Человек", en: "Persons", cell: ({ people }) => people },
  { name: "direction", ru: "Направление", en: "Direction", cell: ({ direction }) => direction },
  { name: "service", ru: "Сервис", en: "Service", cell: ({ service }) => service },
  { name: "verdict", ru: "Вердикт", en: "Verdict", cell: ({ verdict }) => verdict },
  { name: "stage", ru: "Этап", en: "Stage", cell: ({ stage }) => stage },
  { name: "keyphrases", ru: "Ключевые фразы", en: "Keyphrases", cell: ({ keyphrases }) => keyphrases },
  { name: "flags", ru: "Отметки", en: "Flags", cell: ({ flags }) => flags }
]

/** The backlog as a table for people, headed in their language. */
export const backlogTable = (items: ReadonlyArray<BacklogItem>, tongue: Tongue) => ({
  columns: columns.map((column): ExportColumn => ({ name: column.name, title: column[tongue] })),
  rows: items.map((item) => columns.map(({ cell }) => cell(item)))
})
