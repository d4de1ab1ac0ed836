import type { Family, Role } from "@otklik/contract/vocabulary"

/** One export of the city: the file or folder it becomes, who reads it, and how its records are numbered. */
export interface CitySource {
  readonly source: string
  readonly file: string
  /** a built-in profile, or null where the columns speak for themselves */
  readonly profile: string | null
  readonly family: Family
  /** most messages it takes; the rest goes to the family's volume source */
  readonly most: number
  /** letters come with greetings, signatures and quoted threads */
  readonly letters: boolean
  /** the finest its times are written in, milliseconds */
  readonly precision: number
  readonly id: (index: number, at: number) => string
}

const numbered = (base: number) => (index: number) => String(base + index)

const stamp = (at: number) => new Date(at + 3 * 3_600_000).toISOString().slice(0, 10).replaceAll("-", "")

const source = (
  name: string,
  file: string,
  family: Family,
  most: number,
  id: CitySource["id"],
  more: Partial<CitySource> = {}
): CitySource => ({
  source: name,
  file,
  profile: name,
  family,
  most,
  letters: false,
  precision: 1000,
  id,
  ...more
})

/** The exports in the order of the weights below. */
export const citySources: ReadonlyArray<CitySource> = [
  source(
    "otrs",
    "otrs.csv",
    "ticket",
    Infinity,
    (index, at) => `${stamp(at)}10${String(index).padStart(6, "0")}`
  ),
  source("zendesk", "zendesk.json", "ticket", 200_000, numbered(20_000_000)),
  source("zendesk-export", "zendesk-export.csv", "ticket", Infinity, numbered(40_000_000), {
    profile: "zendesk-csv"
  }),
  source("jira", "jira.csv", "ticket", Infinity, (index) => `MESH-${index + 1}`),
  source("naumen", "naumen.xlsx", "ticket", 90_000, (index) => `RP${5_000_000 + index}`),
  source("eml", "eml", "mailing", 1500, (index) => `e${index}.otklik@mx.school-demo.ru`, {
    letters: true,
    profile: "mail"
  }),
  source("google-forms", "google-forms.csv", "mailing", Infinity, numbered(60_000_000)),
  source("yandex-forms", "yandex-forms.xlsx", "mailing", 90_000, numbered(1_900_000_000)),
  source("mail", "mail.mbox", "mailing", 200_000, (index) => `m${index}.reply@mx.school-demo.ru`, {
    letters: true
  }),
  source("telegram", "telegram/result.json", "suggestion", 200_000, numbered(1)),
  source(
    "ideas",
    "ideas.jsonl",
    "suggestion",
    Infinity,
    (index) => `idea-${String(index).padStart(6, "0")}`,
    { profile: null }
  ),
  source("suggestion-box", "suggestion-box.csv", "suggestion", Infinity, (index) => `П-${index + 1}`, {
    precision: 60_000,
    profile: null
  })
]

/** Where a full source's messages go, by family. */
export const volumeSource: Readonly<Record<Family, number>> = { ticket: 0, mailing: 6, suggestion: 10 }

/** How much each role uses each source, in the order above. */
export const habits: Readonly<Record<Role, ReadonlyArray<number>>> = {
  teacher: [26, 5, 5, 4, 10, 1.5, 17, 10, 5, 7, 5, 4],
  class_teacher: [24, 6, 5, 3, 8, 1.5, 18, 11, 5, 8, 5, 4],
  deputy_head: [24, 6, 5, 8, 12, 2, 14, 9, 7, 5, 4, 4],
  head: [20, 8, 6, 4, 14, 4, 12, 10, 12, 2, 4, 4],
  journal_admin: [22, 5, 5, 18, 18, 1, 5, 4, 3, 15, 2, 2],
  methodist: [20, 6, 5, 4, 12, 2, 16, 12, 8, 5, 6, 4],
  parent: [22, 16, 9, 1, 3, 5, 10, 8, 8, 8, 6, 4],
  pupil: [14, 8, 4, 0.3, 1, 2, 8, 8, 2, 18, 20, 14.7]
}
