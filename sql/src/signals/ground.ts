import type { DuckDBConnection } from "@duckdb/node-api"
import type { Direction, District, Service } from "@otklik/contract/vocabulary"
import { placeOf } from "../places.ts"
import { saidBySchool } from "./said.ts"
import { readVoices, type Voices } from "./voices.ts"

/** What a theme is, apart from its messages. */
export interface Described {
  readonly cohesion: number
  readonly direction: Direction
  readonly service: Service | null
  /** person-weeks that planners expect; null where nobody has said */
  readonly effort: number | null
}

/** What stands still beneath the messages: the day, the schools, the school year, the themes. */
export interface Ground {
  /** day of the newest message, counted from 1970 */
  readonly today: number
  /** district of every school by its place, as `voices` counts them; 0 for none */
  readonly schools: Uint8Array
  /** what each school said of anything in the last year, by its place; see `saidBySchool` */
  readonly said: Int32Array
  readonly firstDay: number
  /** how busy each day from the first is, 1 an ordinary one */
  readonly calendar: Float64Array
  readonly themes: ReadonlyMap<string, Described>
}

/** All that signals are gathered from. */
export interface Material {
  readonly voices: Voices
  readonly ground: Ground
}

/** The tables to read, by qualified name. */
export interface Tables {
  readonly voices: string
  readonly schools: string
  readonly snapshot: string
  readonly calendar: string
  readonly themes: string
}

/** The tables of one snapshot, by the name that it is attached under. */
export const tablesOf = (database?: string): Tables => {
  const named = (table: string) => (database === undefined ? table : `${database}.${table}`)
  return {
    voices: named("voices"),
    schools: named("schools"),
    snapshot: named("snapshot"),
    calendar: named("calendar"),
    themes: named("themes")
  }
}

const rowsOf = async <R>(connection: DuckDBConnection, sql: string) =>
  (await connection.runAndReadAll(sql)).getRowObjectsJS() as unknown as ReadonlyArray<R>

const sinceEpoch = (day: string) => `date_diff('day', date '1970-01-01', ${day})::int`

const districtPlace = (district: District | null) => (district === null ? 0 : placeOf("district", district))

const readGround = async (
  connection: DuckDBConnection,
  { calendar, schools, snapshot, themes }: Tables
): Promise<Omit<Ground, "said">> => {
  const read = <R>(sql: string) => rowsOf<R>(connection, sql)
  const [about] = await read<{ today: number | null }>(
    `select ${sinceEpoch("as_of_day")} as today from ${snapshot}`
  )
  const known = await read<{ district: District | null }>(`select district from ${schools} order by school`)
  const days = await read<{ day: number; weight: number }>(
    `select ${sinceEpoch("day")} as day, weight from ${calendar} order by day`
  )
  const described = await read<Described & { theme: string }>(
    `select theme, cohesion, direction, service, effort from ${themes}`
  )
  return {
    today: about?.today ?? 0,
    schools: Uint8Array.from(known, ({ district }) => districtPlace(district)),
    firstDay: days[0]?.day ?? 0,
    calendar: Float64Array.from(days, ({ weight }) => weight),
    themes: new Map(described.map(({ theme, ...rest }) => [theme, rest]))
  }
}

/**
 * Reads all that signals are gathered from; the tables are those of a snapshot or any with their columns: voices, schools
 * (school, district), snapshot (as_of_day), calendar (day, weight), themes (theme, cohesion, direction, service, effort).
 */
export const readMaterial = async (
  connection: DuckDBConnection,
  tables: Tables = tablesOf()
): Promise<Material> => {
  const voices = await readVoices(connection, tables.voices)
  const ground = await readGround(connection, tables)
  const said = saidBySchool(voices, ground.today, ground.schools.length)
  return { voices, ground: { ...ground, said } }
}
