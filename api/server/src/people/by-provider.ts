import { PersonId, type StaffRole } from "@otklik/contract/people"
import type { PeopleTables } from "@otklik/sql/people-tables"
import { DateTime, Effect } from "effect"
import { sql, type Transaction } from "kysely"
import { Entry } from "../entry.ts"
import type { Visit } from "../input.ts"
import { together } from "../people-memory.ts"
import { markAccounts } from "./accounts-mark.ts"
import { Attempts } from "./attempts.ts"
import { audit } from "./audit.ts"
import { closedAccount, groupless, noProvider } from "./failures.ts"
import { groupsIn, roleOf } from "./provider-settings.ts"
import { Provider, type ProviderAccount } from "./provider.ts"
import { hashOf } from "./secret.ts"
import { endAllOf } from "./sessions.ts"
import { admitted, letIn } from "./sign-in.ts"

type Tx = Transaction<PeopleTables>

const textIn = ({ claims }: ProviderAccount, ...names: ReadonlyArray<string>) =>
  names.map((name) => claims[name]).find((it) => typeof it === "string" && /\S/u.test(it)) as
    | string
    | undefined

const nameOf = (account: ProviderAccount) =>
  (textIn(account, "name", "preferred_username", "email") ?? account.subject).trim().slice(0, 200)

/** A name to sign in by, of the characters that one may have: what stands before the @ of an address. */
const wishedId = (account: ProviderAccount) => {
  const told = textIn(account, "preferred_username", "email") ?? account.subject
  const fit = told
    .toLowerCase()
    .replace(/@.*$/u, "")
    .replace(/[^a-z0-9._-]+/gu, "-")
    .replace(/^[._-]+/u, "")
  return fit.slice(0, 56) || "person"
}

/** An id that nobody has: an account here is never taken for another one because their names are alike. */
const freeId = async (tx: Tx, wished: string) => {
  const taken = new Set((await tx.selectFrom("person").select("id").execute()).map(({ id }) => id as string))
  let id = wished
  for (let n = 2; taken.has(id); n++) id = `${wished}-${n}`
  return PersonId.make(id)
}

const find = (tx: Tx, { issuer, subject }: ProviderAccount) =>
  tx
    .selectFrom("identity")
    .innerJoin("person", "person.id", "identity.person")
    .select(["person.id", "person.role", "person.disabled", "person.version"])
    .where("issuer", "=", issuer)
    .where("subject", "=", subject)
    .executeTakeFirst()
type Known = NonNullable<Awaited<ReturnType<typeof find>>>

const add = async (tx: Tx, account: ProviderAccount, role: StaffRole, now: Date) => {
  const { issuer, subject } = account
  const id = await freeId(tx, wishedId(account))
  await tx
    .insertInto("person")
    .values({ id, name: nameOf(account), role, created_at: now })
    .execute()
  await tx.insertInto("identity").values({ issuer, subject, person: id }).execute()
  return { person: id, what: "added" as const }
}

const keepUp = async (tx: Tx, { id, role: before, version }: Known, role: StaffRole) => {
  if (role === before) return { person: id, what: "known" as const }
  await tx
    .updateTable("person")
    .set({ role, version: version + 1 })
    .where("id", "=", id)
    .execute()
  return { person: id, what: "moved" as const }
}

/** Whom an account is, as its groups have it now; who lost all groups loses the sessions too. */
const resolve = (account: ProviderAccount, role: StaffRole | null, now: Date) => async (tx: Tx) => {
  await sql`lock table person in share row exclusive mode`.execute(tx)
  const known = await find(tx, account)
  if (known?.disabled) return { person: known.id, what: "closed" as const }
  if (role !== null) return known === undefined ? add(tx, account, role, now) : keepUp(tx, known, role)
  if (known !== undefined) await endAllOf(tx, known.id, now)
  return { person: known?.id ?? null, what: "groupless" as const }
}

interface Answered {
  /** of the browser that began */
  readonly secret: string
  /** the query that the provider sent it back with */
  readonly answer: string
}

/** Whom an answer is about; those that are not true are counted by their address like wrong passwords. */
const accountOf = Effect.fnUntraced(function* ({ answer, secret }: Answered, address: string) {
  const guess = { account: `begun ${hashOf(secret)}`, address }
  yield* admitted(guess)
  const account = yield* Provider.use(({ finish }) => finish(secret, answer)).pipe(
    Effect.tapError(({ kind }) =>
      audit("sign_in_refused", null, { means: "provider", why: kind.replace("provider-", ""), address })
    )
  )
  yield* Attempts.use(({ succeeded }) => succeeded(guess))
  return account
})

/** Lets in whom the provider knows: the first time as a new person, later in the role that the groups give by then. */
export const signInByProvider = Effect.fnUntraced(function* (answered: Answered, visit: Visit) {
  const { address } = visit
  const { provider } = yield* Entry
  if (provider === null) return yield* noProvider
  const account = yield* accountOf(answered, address)
  const role = roleOf(provider.roles, groupsIn(account.claims, provider.groups))
  const now = yield* DateTime.nowAsDate
  const found = yield* together("sign in by provider", resolve(account, role, now))
  if (found.what === "closed" || found.what === "groupless") {
    yield* audit("sign_in_refused", found.person, {
      means: "provider",
      why: found.what,
      address,
      ...(found.person === null && { account: wishedId(account) })
    })
    return yield* found.what === "closed" ? closedAccount : groupless
  }
  if (found.what === "added") yield* markAccounts
  if (found.what !== "known")
    yield* audit(found.what === "added" ? "person_added" : "person_changed", found.person, {
      id: found.person,
      means: "provider",
      ...(role !== null && { role })
    })
  return yield* letIn(found.person, "provider", visit)
})
