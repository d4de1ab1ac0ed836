import type { AuditItem } from "@otklik/contract/audit"
import { expect, it } from "vitest"
import { detailsOf } from "../../dashboard/src/features/audit/audit-sentences.ts"
import { speaking } from "./speaking.ts"

const item = (kind: AuditItem["kind"], detail: AuditItem["detail"], person: string | null = "anna") => ({
  sequence: 1,
  at: "2026-11-26T10:00:00.000Z",
  kind,
  person,
  detail
})
const names: Readonly<Record<string, string>> = { vera: "Вера Лебедева", "key.1": "Витрина" }
const nameOf = (id: string) => names[id] ?? id

const cases: ReadonlyArray<readonly [AuditItem, string, string]> = [
  [item("sign_in", { means: "password" }), "по паролю", "by password"],
  [
    item("sign_in_refused", { means: "provider", why: "groupless", account: "gai" }, null),
    "gai · через организацию · ни одна группа не даёт доступа",
    "gai · by the organisation · no group opens Otklik"
  ],
  [
    item("person_changed", { id: "vera", role: "planner", disabled: true }),
    "Вера Лебедева · планировщик · доступ закрыт",
    "Вера Лебедева · planner · access closed"
  ],
  [item("sessions_ended", { id: "anna", sessions: 2 }), "2 сеанса", "2 sessions"],
  [
    item("directory_changed", { assigned: 5, to: "vera" }),
    "Вера Лебедева: 5 школ",
    "Вера Лебедева: 5 schools"
  ],
  [item("key_revoked", { id: "1" }), "Витрина", "Витрина"],
  [
    item("export", {
      list: "backlog",
      format: "csv",
      rows: 21,
      filter: { text: "…", district: "sao", sort: "rank" }
    }),
    "CSV · 21 строка · слова: …, округ: САО",
    "CSV · 21 rows · words: …, district: North"
  ],
  [item("sign_in_refused", { why: "of a later version" }), "of a later version", "of a later version"]
]

it.each(cases)("tells what happened in a few words: %#", async (told, ru, en) => {
  for (const [language, words] of [
    ["ru", ru],
    ["en", en]
  ] as const)
    expect(detailsOf(told, await speaking(language), nameOf)).toBe(words)
})
