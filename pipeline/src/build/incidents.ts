import type { Service } from "@otklik/contract/vocabulary"
import { DuckDb } from "@otklik/sql/duckdb"
import { Effect } from "effect"
import { type Days, storms } from "../triage/storms.ts"

const calendar = `
select weight, isodow(day)::int as weekday, strftime(day, '%Y-%m-%d') as day from raw.days order by day`

/** Every placed message with its local day, and whether it says that its service fails. */
const said = `
select
    placed.n,
    placed.theme,
    landed.day,
    coalesce(landed.service, placed.service) as service,
    placed.verdict in ('system', 'access') as trouble,
    hash(coalesce(landed.school, landed.author, landed.message_id)) as voice,
from raw.placed as placed
join raw.landed as landed on landed.rowid = placed.n`

const heard = `
with said as (${said}), first as (select min(day) as day from raw.days)
select
    date_diff('day', first.day, said.day)::int as day,
    service,
    count(*)::int as messages,
    count(*) filter (where trouble)::int as trouble,
    count(distinct voice) filter (where trouble)::int as voices,
from said
cross join first
group by said.day, first.day, service
order by day, service`

/**
 * What says that the service fails on the days of its incident; and all that was said on those days in themes that
 * are mostly that.
 */
const layMessages = `
insert into raw.incident_messages
with said as (${said}),
within as (
    select said.*, incidents.incident, trouble and said.service = incidents.service as names
    from said
    join raw.incidents as incidents on said.day between first_day::date and last_day::date
),
made as (
    select incident, theme
    from within
    where theme is not null
    group by incident, theme
    having count(*) >= 5 and count(*) filter (where names) >= 0.6 * count(*)
)
select within.n, min(within.incident)
from within
left join made using (incident, theme)
where within.names or made.theme is not null
group by within.n
order by within.n`

interface Heard {
  readonly day: number
  readonly service: Service | null
  readonly messages: number
  readonly trouble: number
  readonly voices: number
}

const daysOf = (
  weights: ReadonlyArray<{ readonly weight: number; readonly weekday: number }>,
  rows: ReadonlyArray<Heard>
): Days => {
  const none = () => new Float64Array(weights.length)
  const messages = none()
  const services = new Map<Service, { readonly trouble: Float64Array; readonly voices: Float64Array }>()
  for (const { day, messages: count, service, trouble, voices } of rows) {
    messages[day] += count
    if (service === null) continue
    const known = services.get(service) ?? { trouble: none(), voices: none() }
    known.trouble[day] = trouble
    known.voices[day] = voices
    services.set(service, known)
  }
  return {
    weekday: (weights[0]?.weekday ?? 0) % 7,
    calendar: Float64Array.from(weights, ({ weight }) => weight),
    messages,
    services: Array.from(services, ([service, of]) => ({ service, ...of })).sort((a, b) =>
      a.service < b.service ? -1 : 1
    )
  }
}

/** Finds the incidents among all placed messages and lays them into `raw.incidents` and `raw.incident_messages`. */
export const layIncidents = Effect.gen(function* () {
  const db = yield* DuckDb
  const weights = (yield* db.rows(calendar)) as unknown as ReadonlyArray<{
    readonly day: string
    readonly weekday: number
    readonly weight: number
  }>
  const found = storms(daysOf(weights, (yield* db.rows(heard)) as unknown as ReadonlyArray<Heard>))
  if (found.length === 0) return
  yield* db.append(
    ["raw", "incidents"],
    [
      found.map((_, i) => i + 1),
      found.map(({ service }) => service),
      found.map(({ first }) => weights[first]?.day ?? ""),
      found.map(({ last }) => weights[last]?.day ?? ""),
      found.map(({ expected }) => expected)
    ]
  )
  yield* db.run(layMessages)
})
