import type { Refusal, Shown } from "../intake/dry-run.ts"
import { fieldNames } from "../sources/profile.ts"
import type { Source } from "../sources/source.ts"
import { grouped } from "./progress-bar.ts"

type Opened = Source["Service"]

export interface Plan {
  readonly read: number
  readonly landing: ReadonlyArray<Shown>
  readonly refusals: ReadonlyArray<Refusal>
}

const delimiterName = (delimiter: string): string =>
  delimiter === "\t" ? "tab" : delimiter === "" ? "one column" : `«${delimiter}»`

const technical = ({ encoding, delimiter, kind }: Opened["reading"]): string =>
  [kind, encoding, delimiter === null ? null : delimiterName(delimiter)]
    .filter((part) => part !== null)
    .join(", ")

const profileName = ({ guessed, profile }: Opened): string =>
  guessed ? "guessed from the columns" : `profile ${profile.name}`

/** How a file was understood, on one line. */
export const describeSource = (source: Opened): string =>
  `${source.file}: ${technical(source.reading)}; ${profileName(source)}; source ${source.name}`

const mappingLines = ({ mapping }: Opened): ReadonlyArray<string> =>
  fieldNames.map(
    (field) => `    ${field.padEnd(11)}${mapping[field].length === 0 ? "—" : mapping[field].join(" + ")}`
  )

const short = (text: string): string =>
  (text.length > 160 ? `${text.slice(0, 159)}…` : text).replaceAll("\n", " ⏎ ")

const landingLine = (it: Shown): string => {
  const known = [
    it.externalId,
    it.school === null ? null : `school ${it.school}`,
    it.district,
    it.role,
    it.service,
    it.priority
  ]
  return `    ${String(it.row).padStart(5)}  ${it.createdAt.slice(0, 16)}  ${known.filter((part) => part !== null).join(" · ")}\n           ${short(it.text)}`
}

const own = ({ guessed, mapping, profile }: Opened) => ({
  name: guessed ? "my-profile" : profile.name,
  family: profile.family,
  format: profile.format,
  fields: Object.fromEntries(Object.entries(mapping).filter(([, columns]) => columns.length > 0))
})

const asJson = (source: Opened, plan: Plan) =>
  JSON.stringify({
    file: source.file,
    source: source.name,
    guessed: source.guessed,
    ...source.reading,
    mapping: source.mapping,
    profile: own(source),
    read: plan.read,
    landing: plan.landing.slice(0, 20),
    quarantine: plan.refusals
  })

const advice = (source: Opened): ReadonlyArray<string> =>
  source.guessed
    ? [
        "  to change the mapping, save it as a profile in the store's profiles folder and name it with --profile:",
        `    ${JSON.stringify(own(source))}`
      ]
    : []

/** What `--dry-run` shows of a file: everything of it masked. */
export const showDry = (source: Opened, plan: Plan, json: boolean): ReadonlyArray<string> => {
  if (json) return [asJson(source, plan)]
  return [
    describeSource(source),
    `  header in row ${source.reading.headerRow}: ${source.reading.header.join(" | ")}`,
    "  mapping",
    ...mappingLines(source),
    `  of the first ${grouped(plan.read)} records ${grouped(plan.landing.length)} would land, for instance`,
    ...plan.landing.slice(0, 5).map(landingLine),
    ...(plan.refusals.length === 0 ? [] : [`  and ${grouped(plan.refusals.length)} would go to quarantine`]),
    ...plan.refusals
      .slice(0, 10)
      .map(({ preview, reason, row }) => `    ${String(row).padStart(5)}  ${reason}: ${short(preview)}`),
    ...advice(source)
  ]
}
