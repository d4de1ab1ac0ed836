import type { Action, PersonId, StaffRole } from "@otklik/contract/people"
import type { District } from "@otklik/contract/vocabulary"
import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from "kysely"

type Json = ColumnType<unknown, string | null, never>
type Default<A> = ColumnType<A, A | undefined, never>

/** One decision of a person; `hash` covers the row and `previous`, so the chain shows any change. */
interface Ledger {
  sequence: Default<string>
  decision: ColumnType<string, string, never>
  decided_at: Default<Date>
  actor: ColumnType<string, string, never>
  kind: ColumnType<string, string, never>
  subject: ColumnType<string, string, never>
  /** 1 for the first decision on a subject, then one more each time: two people cannot both write the same */
  version: ColumnType<number, number, never>
  snapshot: ColumnType<string | null, string | null | undefined, never>
  reason: ColumnType<string | null, string | null | undefined, never>
  before: Json
  after: Json
  school: ColumnType<string | null, string | null | undefined, never>
  mentions: Default<ReadonlyArray<string>>
  previous: ColumnType<string, string, never>
  hash: ColumnType<string, string, never>
}

/** Where the chain ends; locked by whoever writes. */
interface LedgerHead {
  single: Generated<boolean>
  sequence: string
  hash: string
}

/** The ledger folded: what holds of one subject. */
interface Present {
  subject: string
  version: number
  state: unknown
  touched: unknown
}

interface View {
  id: string
  owner: string
  name: string
  address: string
  shared: boolean
  saved_at: Generated<Date>
}

interface Setting {
  name: string
  value: JSONColumnType<object, string, string>
  changed_at: ColumnType<Date, Date | undefined, Date>
}

type Fixed<A> = ColumnType<A, A, never>

interface Person {
  id: Fixed<PersonId>
  name: string
  role: StaffRole
  disabled: Generated<boolean>
  /** one more at every change: two people cannot both change the same */
  version: Generated<number>
  created_at: Fixed<Date>
}

interface Credential {
  person: Fixed<PersonId>
  hash: string
  changed_at: Date
}

interface Identity {
  issuer: Fixed<string>
  subject: Fixed<string>
  person: Fixed<PersonId>
}

interface Session {
  id: Generated<string>
  secret_hash: Fixed<string>
  person: Fixed<PersonId>
  means: Fixed<"password" | "provider" | "link">
  created_at: Fixed<Date>
  seen_at: Date
  expires_at: Fixed<Date>
  revoked_at: Date | null
  address: string | null
  agent: Fixed<string | null>
}

interface ApiKey {
  id: Generated<string>
  secret_hash: Fixed<string>
  name: Fixed<string>
  role: Fixed<StaffRole>
  actions: Fixed<ReadonlyArray<Action>>
  created_by: Fixed<string>
  created_at: Fixed<Date>
  expires_at: Fixed<Date>
  used_at: Date | null
  revoked_at: Date | null
}

interface SignInAttempt {
  subject: Fixed<string>
  failures: number
  failed_at: Date
}

interface OneTimeLink {
  secret_hash: Fixed<string>
  person: Fixed<PersonId | null>
  expires_at: Fixed<Date>
  used_at: Date | null
}

interface Audit {
  sequence: GeneratedAlways<string>
  happened_at: Fixed<Date>
  kind: Fixed<string>
  person: Fixed<string | null>
  detail: Fixed<unknown>
}

interface School {
  school: Fixed<string>
  number: string
  name: string
  district: District | null
  pupils: number | null
  teachers: number | null
  version: Generated<number>
}

interface Building {
  school: Fixed<string>
  address: Fixed<string>
}

interface Alias {
  school: Fixed<string>
  alias: Fixed<string>
}

interface Assignment {
  id: Generated<string>
  person: Fixed<PersonId>
  school: Fixed<string>
  /** both days count, YYYY-MM-DD; null is open */
  from_day: Fixed<string>
  to_day: string | null
}

interface ModelDraft {
  number: GeneratedAlways<number>
  basis: ColumnType<string, string, never>
  model: JSONColumnType<object, string, string>
  author: string
  changed_at: ColumnType<Date, Date | undefined, Date>
}

/** The tables of people's memory (sql/migrations) as Kysely sees them; 64-bit integers are strings in both drivers. */
export interface PeopleTables {
  ledger: Ledger
  ledger_head: LedgerHead
  present: Present
  view: View
  setting: Setting
  model_draft: ModelDraft
  person: Person
  credential: Credential
  identity: Identity
  session: Session
  api_key: ApiKey
  sign_in_attempt: SignInAttempt
  one_time_link: OneTimeLink
  audit: Audit
  school: School
  building: Building
  alias: Alias
  assignment: Assignment
}
