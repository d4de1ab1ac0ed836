import { StaffRole } from "@otklik/contract/people"
import { type Redacted, Schema } from "effect"

/** A group of the provider and the role that it gives. */
export type RoleOfGroup = readonly [group: string, role: StaffRole]

/** The organisation's identity provider and what we are to it. */
export interface ProviderSettings {
  readonly issuer: URL
  readonly client: string
  /** null where the provider knows us by our address and PKCE alone */
  readonly secret: Redacted.Redacted<string> | null
  /** the claim that lists a person's groups; dots lead inside, e.g. `realm_access.roles` */
  readonly groups: string
  /** the first that fits decides */
  readonly roles: ReadonlyArray<RoleOfGroup>
}

const isRole = Schema.is(StaffRole)

/** `mes-curators=curator,mes-planners=planner` as pairs, in their order; the first part that is none, where there is one. */
export const readRoles = (
  text: string
): { readonly roles: ReadonlyArray<RoleOfGroup>; readonly odd?: string } => {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
  const pairs = parts.map((part) => {
    const cut = part.lastIndexOf("=")
    return [part.slice(0, Math.max(0, cut)).trim(), part.slice(cut + 1).trim()] as const
  })
  const odd = parts.find((part, i) => part.includes(";") || pairs[i]![0] === "" || !isRole(pairs[i]![1]))
  return odd === undefined ? { roles: pairs as ReadonlyArray<RoleOfGroup> } : { roles: [], odd }
}

/** What a claim says, inside objects where its name has dots and the whole name is none. */
const claimAt = (claims: Readonly<Record<string, unknown>>, name: string): unknown =>
  name in claims
    ? claims[name]
    : name
        .split(".")
        .reduce<unknown>(
          (value, key) =>
            typeof value === "object" && value !== null && Object.hasOwn(value, key)
              ? (value as Readonly<Record<string, unknown>>)[key]
              : undefined,
          claims
        )

/** The groups that claims list; null where they do not speak of groups. */
export const groupsIn = (
  claims: Readonly<Record<string, unknown>>,
  name: string
): ReadonlySet<string> | null => {
  const told = claimAt(claims, name)
  if (typeof told === "string") return new Set([told])
  return Array.isArray(told) ? new Set(told.filter((group) => typeof group === "string")) : null
}

/** The role of somebody in these groups; null where none of them gives one. */
export const roleOf = (
  roles: ReadonlyArray<RoleOfGroup>,
  groups: ReadonlySet<string> | null
): StaffRole | null => roles.find(([group]) => groups?.has(group) ?? false)?.[1] ?? null
