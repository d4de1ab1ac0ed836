import type { District, Role, Service } from "@otklik/contract/vocabulary"
import { Context } from "effect"
import { seed } from "../text/seed.ts"
import { cues, own, remembered } from "./resolve/cues.ts"
import { roleInText, roleOf } from "./resolve/role.ts"
import { schoolFinder, schoolInText, type SchoolRow } from "./resolve/school.ts"

/** What the columns of a record say of where it comes from, as written. */
export interface Written {
  readonly school: string | null
  readonly district: string | null
  readonly role: string | null
  readonly service: string | null
}

export interface Places {
  readonly school: string | null
  readonly district: District | null
  readonly role: Role | null
  readonly service: Service | null
}

export type Resolve = (written: Written, text: string) => Places

const districtOf = remembered(
  cues(
    seed("districts").map(({ cues, district }) => ({
      value: district as District,
      cues: own(district, cues)
    }))
  )
)
const serviceOf = remembered(
  cues(seed("services").map(({ cues, service }) => ({ value: service as Service, cues: own(service, cues) })))
)

/** Names of schools, districts, roles and services to their ids, by the seeds and the directory; the text speaks where a column is silent. */
export const resolver = (rows: ReadonlyArray<SchoolRow>): Resolve => {
  const find = schoolFinder(rows)
  const named = remembered(find)
  const mentioned = schoolInText(find)
  const districts = new Map(rows.map(({ district, school }) => [school, district] as const))
  return (written, text) => {
    const school = (written.school === null ? null : named(written.school)) ?? mentioned(text)
    const own = written.district === null ? null : districtOf(written.district)
    return {
      school,
      district: own ?? (school === null ? null : (districts.get(school) ?? null)),
      role: (written.role === null ? null : roleOf(written.role)) ?? roleInText(text),
      service: written.service === null ? null : serviceOf(written.service)
    }
  }
}

/** The resolver that an import uses: over the store's directory where there is one. */
export const Resolver = Context.Reference<Resolve>("pipeline/Resolver", { defaultValue: () => resolver([]) })
