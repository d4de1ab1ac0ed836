import type { AuditDetail, AuditItem } from "@otklik/contract/audit"
import type { Words } from "../../i18n/use-words.ts"

type T = Words["t"]
type NameOf = (id: string) => string

const known = (t: T, key: string): string | undefined => {
  const told = t(key as "app.name", { defaultValue: "" })
  return told === "" ? undefined : told
}

const roleIn = ({ role }: AuditDetail, t: T) =>
  role === undefined ? undefined : (known(t, `staff_role.${role}`) ?? role)

const accessIn = ({ disabled }: AuditDetail, t: T) =>
  disabled === undefined ? undefined : t(disabled ? "audit.closed" : "audit.opened")

const sizeIn = ({ assigned, rows, sessions, to }: AuditDetail, t: T, nameOf: NameOf) => [
  sessions !== undefined && t("audit.sessions", { count: sessions }),
  assigned !== undefined && t("audit.assigned", { count: assigned, person: nameOf(to ?? "") }),
  rows !== undefined && t("audit.rows", { count: rows })
]

const filterIn = ({ asOf, filter = {} }: AuditDetail, t: T) => {
  const told = Object.entries({ ...filter, ...(asOf !== undefined && { as_of: asOf }) })
    .filter(([name]) => name !== "sort")
    .map(([name, value]) => {
      const told = known(t, `${name}.${value}`) ?? value
      return `${known(t, `audit.filter_${name}`) ?? name}: ${told}`
    })
  return told.length > 0 ? told.join(", ") : undefined
}

const keyIn = (item: AuditItem, nameOf: NameOf) => {
  const { id } = item.detail
  if (id === undefined || id === item.person) return undefined
  return nameOf(item.kind.startsWith("key_") ? `key.${id}` : id)
}

/** What happened, in a few words: to whom, how, why not, how much. */
export const detailsOf = (item: AuditItem, { t }: Pick<Words, "t">, nameOf: NameOf): string => {
  const { detail } = item
  const { account, actions, fields, format, means, school, why } = detail
  return [
    keyIn(item, nameOf),
    account,
    means && known(t, `audit.means_${means}`),
    why && (known(t, `audit.why_${why}`) ?? why),
    roleIn(detail, t),
    accessIn(detail, t),
    school && t("audit.school", { school }),
    fields && fields.map((field) => known(t, `audit.field_${field}`) ?? field).join(", "),
    actions && actions.map((action) => known(t, `action.${action}`) ?? action).join(", "),
    format?.toUpperCase(),
    ...sizeIn(detail, t, nameOf),
    filterIn(detail, t)
  ]
    .filter(Boolean)
    .join(" · ")
}
