import type { DuckDBConnection } from "@duckdb/node-api"
import type { ThemeId } from "@otklik/contract/vocabulary"
import { type Listed, listInSql, valueAt } from "@otklik/sql/places"
import type { Fact } from "./messages.ts"

/** Every message of a snapshot in some forty bytes, a column an array, in the order of `facts`. */
export interface Roll {
  readonly rows: number
  readonly ids: Buffer
  /** milliseconds since 1970 */
  readonly created: Float64Array
  /** local day, from 1970 */
  readonly day: Int32Array
  /** number of the theme, 0 for none; themes stand together */
  readonly theme: Int32Array
  /** places in `sources` and, from 1 on, in `schools`; 0 for no school */
  readonly source: Uint16Array
  readonly school: Uint16Array
  /** places in the contract's lists from 1 on, 0 for none */
  readonly family: Uint8Array
  readonly district: Uint8Array
  readonly role: Uint8Array
  readonly service: Uint8Array
  readonly language: Uint8Array
  readonly verdict: Uint8Array
  /** how sure the verdict is, in hundredths */
  readonly sure: Uint8Array
  /** which of `reasons` decided the verdict, 0 for none */
  readonly because: Int32Array
  /** how well it speaks for its theme, in thousandths */
  readonly strength: Uint16Array
  /** gravity × age: what its uncertainty is multiplied by */
  readonly weight: Float32Array
  /** 1 where it repeats what its person said */
  readonly echo: Uint8Array
  readonly sources: ReadonlyArray<string>
  readonly schools: ReadonlyArray<string>
  /** words that decided verdicts, the weightiest first */
  readonly reasons: ReadonlyMap<number, ReadonlyArray<string>>
  /** how much a message should be read, apart from what is repeated */
  readonly urgency: (row: number) => number
  /** rows that repeat nothing, the most urgent first */
  readonly urgent: Int32Array
  /** rows by where their ids begin in it, -1 where none does; see `rowOf` */
  readonly slots: Int32Array
  /** the first row of each theme and the row after its last */
  readonly spans: ReadonlyMap<number, readonly [from: number, to: number]>
}

export const idBytes = 16

const listed = (column: Listed) =>
  [Uint8Array, `coalesce(list_position(${listInSql(column)}, ${column}), 0)`] as const

const columns = {
  created: [Float64Array, "epoch_ms(created_at)::double"],
  day: [Int32Array, "date_diff('day', date '1970-01-01', day)::int"],
  theme: [Int32Array, "coalesce(theme[2:]::int, 0)"],
  source: [Uint16Array, "sources.place"],
  school: [Uint16Array, "coalesce(numbered.place, 0)"],
  family: listed("family"),
  district: listed("district"),
  role: listed("role"),
  service: listed("service"),
  language: listed("language"),
  verdict: listed("verdict"),
  sure: [Uint8Array, "round(verdict_probability * 100)"],
  because: [Int32Array, "because"],
  strength: [Uint16Array, "round(strength * 1000)"],
  weight: [Float32Array, "(0.25 + severity) * ln(2 + date_diff('day', created_at, snapshot.as_of))"],
  echo: [Uint8Array, "(echo is not null)::int"]
} as const

type Column = keyof typeof columns
const names = Object.keys(columns) as ReadonlyArray<Column>

const sqlTypes = new Map<unknown, string>([
  [Float64Array, "double"],
  [Float32Array, "float"],
  [Int32Array, "int"],
  [Uint16Array, "usmallint"],
  [Uint8Array, "utinyint"]
])

const selected = names.map((name) => {
  const [array, sql] = columns[name]
  return `(${sql})::${sqlTypes.get(array)} as ${name}`
})

const query = `
with sources as (
    select source, row_number() over (order by source) - 1 as place from (select distinct source from facts)
),
numbered as (select school, row_number() over (order by school) as place from schools)
select
    ('0x' || message_id[:16])::ubigint as high,
    ('0x' || message_id[17:])::ubigint as low,
    ${selected.join(",\n    ")}
from facts
cross join snapshot
join sources using (source)
left join numbered using (school)
order by facts.rowid`

/** Fails where a snapshot was made before `facts` held all that the roll is read from. */
export const rollProbe = `
select 1 from (${query}) cross join (select because, words from verdict_reasons) limit 0`

const listOf = async (connection: DuckDBConnection, sql: string) =>
  (await connection.runAndReadAll(sql)).getRows().map(([value]) => String(value))

const reasonsOf = async (connection: DuckDBConnection) => {
  const read = await connection.runAndReadAll("select because, words from verdict_reasons")
  const rows = read.getRowObjectsJS() as unknown as ReadonlyArray<{ because: number; words: string[] }>
  return new Map(rows.map(({ because, words }) => [because, words]))
}

const itemsOf = <A>(vector: unknown) => (vector as { readonly items: A }).items

const spansOf = (theme: Int32Array) => {
  const spans = new Map<number, readonly [number, number]>()
  for (let from = 0, to = 1; from < theme.length; from = to++) {
    while (to < theme.length && theme[to] === theme[from]) to++
    spans.set(theme[from]!, [from, to])
  }
  return spans
}

/** Ids are hashes: the first bits of each say where it lies, or in the next free place after. */
const slotsOf = (ids: Buffer, rows: number) => {
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * rows + 1))).fill(-1)
  for (let row = 0; row < rows; row++) {
    let slot = ids.readUInt32BE(row * idBytes) & (slots.length - 1)
    while (slots[slot] !== -1) slot = (slot + 1) & (slots.length - 1)
    slots[slot] = row
  }
  return slots
}

/** A key that sorts as numbers do: 26 bits of urgency above 27 of the row. */
const [finest, mostRows] = [2 ** 26, 2 ** 27]

const byUrgency = (echo: Uint8Array, urgency: (row: number) => number) => {
  let most = Number.MIN_VALUE
  for (let row = 0; row < echo.length; row++) most = Math.max(most, urgency(row))
  const keys = new Float64Array(echo.length)
  let count = 0
  for (let row = 0; row < echo.length; row++) {
    if (echo[row] === 0) keys[count++] = Math.round((1 - urgency(row) / most) * finest) * mostRows + row
  }
  return Int32Array.from(keys.subarray(0, count).sort(), (key) => key % mostRows)
}

/** Reads the roll of the snapshot in use. */
export const readRoll = async (connection: DuckDBConnection): Promise<Roll> => {
  const [counted] = await listOf(connection, "select count(*) from facts")
  const sources = await listOf(connection, "select distinct source from facts order by source")
  const schools = await listOf(connection, "select school from schools order by school")
  const reasons = await reasonsOf(connection)
  const rows = Number(counted)
  const arrays = Object.fromEntries(names.map((name) => [name, new columns[name][0](rows)])) as {
    -readonly [C in Column]: InstanceType<(typeof columns)[C][0]>
  }
  const ids = Buffer.alloc(rows * idBytes)
  const halves = new DataView(ids.buffer, ids.byteOffset)
  let at = 0
  for await (const chunk of await connection.stream(query)) {
    const high = itemsOf<BigUint64Array>(chunk.getColumnVector(0))
    const low = itemsOf<BigUint64Array>(chunk.getColumnVector(1))
    high.forEach((half, i) => halves.setBigUint64((at + i) * idBytes, half))
    low.forEach((half, i) => halves.setBigUint64((at + i) * idBytes + 8, half))
    names.forEach((name, column) => arrays[name].set(itemsOf(chunk.getColumnVector(column + 2)), at))
    at += chunk.rowCount
  }
  const { echo, sure, theme, weight } = arrays
  const urgency = (row: number) => (1.05 - sure[row]! / 100) * weight[row]!
  const urgent = byUrgency(echo, urgency)
  return {
    rows,
    ids,
    ...arrays,
    sources,
    schools,
    reasons,
    urgency,
    urgent,
    slots: slotsOf(ids, rows),
    spans: spansOf(theme)
  }
}

export const idAt = ({ ids }: Roll, row: number): string =>
  ids.toString("hex", row * idBytes, (row + 1) * idBytes)

/** The row of a message by its id, -1 where it has none. */
export const rowOf = ({ ids, slots }: Roll, id: string): number => {
  const wanted = Buffer.from(id, "hex")
  if (wanted.length !== idBytes) return -1
  let slot = wanted.readUInt32BE() & (slots.length - 1)
  for (let row = slots[slot]!; row !== -1; row = slots[slot]!) {
    if (ids.compare(wanted, 0, idBytes, row * idBytes, (row + 1) * idBytes) === 0) return row
    slot = (slot + 1) & (slots.length - 1)
  }
  return -1
}

export const schoolAt = ({ school, schools }: Roll, row: number): string | null =>
  schools[school[row]! - 1] ?? null

export const themeAt = ({ theme }: Roll, row: number): ThemeId | null =>
  theme[row] === 0 ? null : (`T${theme[row]}` as ThemeId)

/** What `facts` says of the message in a row. */
export const factAt = (roll: Roll, row: number): Fact => {
  const said = <C extends Listed>(column: C) => valueAt(column, roll[column][row]!)
  return {
    message_id: idAt(roll, row) as Fact["message_id"],
    source: roll.sources[roll.source[row]!]!,
    family: said("family")!,
    created_at: new Date(roll.created[row]!),
    school: schoolAt(roll, row),
    district: said("district"),
    role: said("role"),
    service: said("service"),
    language: said("language")!,
    verdict: said("verdict")!
  }
}
