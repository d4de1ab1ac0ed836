import type { routes } from "@otklik/contract"
import type { StaffRole } from "@otklik/contract/people"
import type { InjectOptions } from "fastify"

/** What one route of the contract lets whom see, written down apart from the policy that decides it. */
export interface Access {
  /** one request that succeeds for those whom the route is open to */
  readonly ask: InjectOptions
  /** who may besides the administrator; the others are told that they may not */
  readonly open: ReadonlyArray<StaffRole> | "anyone"
  /** whether the answer holds rows of schools: a curator is then shown own schools alone */
  readonly rows: boolean
  /** the same asked of a row of a foreign school, and the status that a curator gets for it */
  readonly foreign?: { readonly ask: InjectOptions; readonly status: number }
}

const staff: ReadonlyArray<StaffRole> = ["curator", "senior_curator", "planner", "leadership"]
const city: ReadonlyArray<StaffRole> = ["senior_curator", "planner", "leadership"]

/** Every route of the contract has its row: without one neither types nor tests pass. */
export const table: Readonly<Record<keyof typeof routes, Access>> = {
  health: { ask: { url: "/api/health" }, open: "anyone", rows: false },
  backlog: { ask: { url: "/api/backlog?district=sao" }, open: staff, rows: false },
  backlogExport: { ask: { url: "/api/backlog/export/csv" }, open: staff, rows: false },
  theme: { ask: { url: "/api/themes/T1" }, open: staff, rows: true },
  themeMessages: { ask: { url: "/api/themes/T1/messages?limit=500" }, open: staff, rows: true },
  history: { ask: { url: "/api/themes/T1/history" }, open: staff, rows: false },
  snapshots: { ask: { url: "/api/snapshots" }, open: staff, rows: false },
  pinSnapshot: {
    ask: { method: "POST", url: "/api/snapshots/SNAPSHOT/pin", payload: { pinned: true } },
    open: ["planner"],
    rows: false
  },
  runs: { ask: { url: "/api/runs" }, open: city, rows: false },
  quarantine: { ask: { url: "/api/quarantine" }, open: city, rows: false }
}
