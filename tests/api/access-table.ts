import { standard } from "@otklik/contract/built-in-models"
import type { routes } from "@otklik/contract"
import type { StaffRole } from "@otklik/contract/people"
import { kept } from "@otklik/sql/score-models"
import type { InjectOptions } from "fastify"
import { answerFor } from "./stub-provider.ts"
import { messages } from "../fixtures/messages.ts"

/** What one route of the contract lets whom see, written down apart from the policy that decides it. */
export interface Access {
  /** one request that succeeds for those whom the route is open to; of each and made anew, after what it needs, where it changes something */
  readonly ask: InjectOptions | ((who: StaffRole | "nobody") => ReadonlyArray<InjectOptions>)
  /** what an administrator does first, any number of times */
  readonly before?: InjectOptions
  /** who may besides the administrator, the others are told that they may not; "somebody" is everyone who has signed in */
  readonly open: ReadonlyArray<StaffRole> | "anyone" | "somebody"
  /** whether the answer holds rows of schools: a curator is then shown own schools alone */
  readonly rows: boolean
  /** the same asked of a row of a foreign school, and the status that a curator gets for it */
  readonly foreign?: { readonly ask: InjectOptions; readonly status: number }
}

/** What the requests of the table find: `access.test.ts` puts it there. */
export const known = {
  password: "верный пароль из слов",
  key: "00000000-0000-4000-8000-000000000001",
  /** of the organisation's provider, which opens the house */
  group: "planners"
}

let made = 0
const uuid = () => `00000000-0000-4000-8000-${String(++made).padStart(12, "0")}`
const decide = (decisions: ReadonlyArray<object>): InjectOptions => ({
  method: "POST",
  url: "/api/decisions",
  payload: { decisions }
})
const watch = (id: string, on: boolean) =>
  decide([{ id, version: 0, change: { kind: "watch", theme: "T1", on } }])
const undoWatch = (): ReadonlyArray<InjectOptions> => {
  const [id, undoing] = [uuid(), uuid()]
  const undo = { id: undoing, version: 1 }
  return [watch(id, true), { method: "POST", url: `/api/decisions/${id}/undo`, payload: undo }]
}
/** a decision about a message of every school */
const heard = messages.filter(({ text }) => /отметки/i.test(text))
const verdicts = decide(
  heard.map(({ message_id }, i) => ({
    id: `11111111-0000-4000-8000-${String(i).padStart(12, "0")}`,
    version: 0,
    change: { kind: "verdict", message: message_id, verdict: "method" }
  }))
)
const verdict = (message: string) =>
  decide([{ id: uuid(), version: 1, change: { kind: "note", about: message, text: "видел" } }])
const foreignMessage = heard.find(({ school }) => school === "1002")!.message_id

/** Each time another theme, of which nothing was decided. */
let moves = 0
const move = (): InjectOptions => ({
  method: "POST",
  url: `/api/requests/T${++moves}/stage`,
  payload: { id: uuid(), version: 0, stage: "review" }
})
/** nothing is chosen: all stays, and its quotes are those that the reader may see */
const parting = { snapshot: "SNAPSHOT", requests: [], messages: [] }
/** each time another message of the same theme */
const missed = messages.filter(({ text }) => /посещаемость/i.test(text))
let splits = 0
const split = (): InjectOptions => ({
  method: "POST",
  url: "/api/themes/T2/splits",
  payload: {
    ...parting,
    messages: [missed[splits++]!.message_id],
    id: uuid(),
    version: 0,
    title: "Посещаемость за период"
  }
})
const view = () => ({ id: uuid(), name: "Мой вид", address: "/backlog?district=sao", shared: false })

const staff: ReadonlyArray<StaffRole> = ["curator", "senior_curator", "planner", "leadership"]
const city: ReadonlyArray<StaffRole> = ["senior_curator", "planner", "leadership"]

const builtIn = kept(standard).id
const drafted = { method: "PUT", url: "/api/models/draft-1", payload: { model: standard } } as const

/** Every route of the contract has its row: without one neither types nor tests pass. */
export const table: Readonly<Record<keyof typeof routes, Access>> = {
  health: { ask: { url: "/api/health" }, open: "anyone", rows: false },
  backlog: { ask: { url: "/api/backlog?district=sao" }, open: staff, rows: false },
  backlogExport: { ask: { url: "/api/backlog/export/csv" }, open: staff, rows: false },
  moves: { ask: { url: "/api/backlog/moves" }, open: staff, rows: false },
  methodical: { ask: { url: "/api/methodical" }, open: staff, rows: false },
  coverage: { ask: { url: "/api/coverage?service=chat" }, open: staff, rows: true },
  theme: { ask: { url: "/api/themes/T1" }, open: staff, rows: true },
  themeMessages: { ask: { url: "/api/themes/T1/messages?limit=500" }, open: staff, rows: true },
  why: { ask: { url: "/api/themes/T1/why" }, open: staff, rows: false },
  compare: { ask: { url: "/api/backlog/compare?right_district=sao" }, open: staff, rows: false },
  history: { ask: { url: "/api/themes/T1/history" }, open: staff, rows: false },
  models: { ask: { url: "/api/models" }, open: staff, rows: false },
  draftModel: {
    ask: { method: "POST", url: "/api/models", payload: { from: builtIn } },
    open: ["planner"],
    rows: false
  },
  changeModel: { ask: drafted, open: ["planner"], rows: false },
  previewModel: { ask: { url: `/api/models/${builtIn}/preview` }, open: staff, rows: false },
  publishModel: {
    ask: { method: "POST", url: `/api/models/${builtIn}/publish`, payload: { reason: "так решили" } },
    open: ["planner"],
    rows: false
  },
  dropModel: { ask: { method: "DELETE", url: "/api/models/draft-2" }, open: ["planner"], rows: false },
  snapshots: { ask: { url: "/api/snapshots" }, open: staff, rows: false },
  pinSnapshot: {
    ask: { method: "POST", url: "/api/snapshots/SNAPSHOT/pin", payload: { pinned: true } },
    open: ["planner"],
    rows: false
  },
  inbox: { ask: { url: "/api/inbox?limit=500" }, open: ["curator", "senior_curator"], rows: true },
  agreement: { ask: { url: "/api/agreement" }, open: ["senior_curator", "leadership"], rows: false },
  verdictQuality: {
    ask: { url: "/api/verdict-quality" },
    open: ["senior_curator", "leadership"],
    rows: false
  },
  ownSchools: { ask: { url: "/api/own-schools" }, open: staff, rows: true },
  runs: { ask: { url: "/api/runs" }, open: city, rows: false },
  quarantine: { ask: { url: "/api/quarantine" }, open: city, rows: false },
  decide: {
    ask: () => [watch(uuid(), true)],
    open: staff,
    rows: false,
    foreign: { ask: verdict(foreignMessage), status: 404 }
  },
  undo: { ask: undoWatch, open: staff, rows: false },
  decisions: { ask: { url: "/api/decisions?limit=500" }, before: verdicts, open: staff, rows: true },
  states: {
    ask: { url: `/api/states?subjects=${heard.map(({ message_id }) => message_id).join(",")}` },
    before: verdicts,
    open: staff,
    rows: true
  },
  request: { ask: { url: "/api/requests/T1" }, open: staff, rows: false },
  moveRequest: { ask: () => [move()], open: ["planner"], rows: false },
  previewSplit: {
    ask: { method: "POST", url: "/api/themes/T1/splits/preview", payload: parting },
    open: ["curator", "senior_curator"],
    rows: true
  },
  splitTheme: { ask: () => [split()], open: ["curator", "senior_curator"], rows: false },
  proposals: { ask: { url: "/api/proposals" }, open: staff, rows: false },
  proposedMessages: { ask: { url: "/api/proposals/T2/messages?limit=500" }, open: staff, rows: true },
  tags: { ask: { url: "/api/tags" }, open: staff, rows: false },
  views: { ask: () => [{ url: "/api/views" }], open: staff, rows: false },
  saveView: { ask: () => [{ method: "POST", url: "/api/views", payload: view() }], open: staff, rows: false },
  dropView: {
    ask: () => [{ method: "DELETE", url: `/api/views/${uuid()}` }],
    open: staff,
    rows: false
  },
  changes: { ask: { url: "/api/changes" }, before: verdicts, open: staff, rows: true },
  me: { ask: { url: "/api/me" }, open: "anyone", rows: false },
  signIn: {
    ask: { method: "POST", url: "/api/session", payload: { person: "planner", password: known.password } },
    open: "anyone",
    rows: false
  },
  beginByProvider: { ask: { method: "POST", url: "/api/session/provider" }, open: "anyone", rows: false },
  signInByProvider: {
    ask: () => [
      {
        method: "POST",
        url: "/api/session/provider/answer",
        headers: { cookie: "otklik-begun=secret" },
        payload: { answer: answerFor("secret", { sub: "1", groups: [known.group] }) }
      }
    ],
    open: "anyone",
    rows: false
  },
  signOut: { ask: { method: "DELETE", url: "/api/session" }, open: "anyone", rows: false },
  changePassword: {
    ask: {
      method: "PUT",
      url: "/api/me/password",
      payload: { now: known.password, next: known.password }
    },
    open: "somebody",
    rows: false
  },
  acceptInvitation: {
    ask: (who) => [
      {
        method: "POST",
        url: "/api/invitation",
        payload: { secret: `link of ${who}`, password: known.password }
      }
    ],
    open: "anyone",
    rows: false
  },
  account: { ask: { url: "/api/me/account" }, open: "somebody", rows: false },
  endOwnSession: {
    ask: { method: "DELETE", url: `/api/me/sessions/${known.key}` },
    open: "somebody",
    rows: false
  },
  endOtherSessions: { ask: { method: "DELETE", url: "/api/me/sessions" }, open: "somebody", rows: false },
  names: { ask: { url: "/api/names" }, open: staff, rows: false },
  audit: { ask: { url: "/api/audit?limit=500" }, open: [], rows: false },
  people: { ask: { url: "/api/people" }, open: [], rows: false },
  addPerson: {
    ask: { method: "POST", url: "/api/people", payload: { id: "new", name: "Новый", role: "planner" } },
    open: [],
    rows: false
  },
  changePerson: {
    ask: { method: "PATCH", url: "/api/people/leadership", payload: { version: 1, name: "Другое имя" } },
    open: [],
    rows: false
  },
  invitePerson: { ask: { method: "POST", url: "/api/people/planner/invitation" }, open: [], rows: false },
  endSessions: { ask: { method: "DELETE", url: "/api/people/planner/sessions" }, open: [], rows: false },
  keys: { ask: { url: "/api/keys" }, open: [], rows: false },
  addKey: {
    ask: {
      method: "POST",
      url: "/api/keys",
      payload: { name: "Витрина", role: "planner", actions: ["read_backlog"], days: 30 }
    },
    open: [],
    rows: false
  },
  revokeKey: { ask: { method: "DELETE", url: `/api/keys/${known.key}` }, open: [], rows: false },
  schools: { ask: { url: "/api/schools" }, open: staff, rows: true },
  changeSchool: {
    ask: (who) => [
      {
        method: "PATCH",
        url: `/api/schools/${who === "administrator" ? 1002 : 1003}`,
        payload: { version: 1, district: "zao" }
      }
    ],
    open: ["senior_curator"],
    rows: false
  },
  assignSchools: {
    ask: {
      method: "POST",
      url: "/api/assignments",
      payload: { person: "curator", schools: ["1001"], from: "2025-09-01" }
    },
    open: ["senior_curator"],
    rows: false
  },
  importDirectory: {
    ask: { method: "POST", url: "/api/schools/import", payload: { csv: "school;name\n1;Школа", dry: true } },
    open: ["senior_curator"],
    rows: false
  }
}
