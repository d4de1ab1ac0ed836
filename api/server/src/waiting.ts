import type { ThemeId } from "@otklik/contract/vocabulary"
import { placeOf } from "@otklik/sql/places"
import { type MessageSlice, narrows } from "@otklik/sql/signals"
import { rowsOf } from "@otklik/sql/signals/voices"
import type { Scope } from "@otklik/sql/scope"
import { Effect } from "effect"
import { fingerprint } from "./fingerprint.ts"
import type { Fact } from "./messages.ts"
import { factAt, idBytes, type Roll, rowOf, themeAt } from "./roll.ts"
import type { SnapshotFile } from "./snapshot-file.ts"

/** A message as it waits for a decision. */
export interface Waiting extends Fact {
  readonly theme: ThemeId | null
  /** how sure its suggested verdict is, 0 to 1 */
  readonly verdict_probability: number
  /** the words that decided it, as the build knows them */
  readonly words: ReadonlyArray<string>
}

/** Which messages somebody looks at: a slice of those of a scope, of one school where it is named. */
export interface Desk {
  readonly slice: MessageSlice
  readonly scope: Scope
  readonly school: string | undefined
  /** messages before this id are read blind: what they are taken for must not show, neither by place nor by filter */
  readonly blind: string
}

const prefixes = 2 ** 32

/** The number that the first 32 bits of an id are below where it is read blind. */
const boundOf = (blind: string) => (blind === "" ? 0 : blind > "f".repeat(8) ? prefixes : parseInt(blind, 16))

/** Schools whose messages lie on a desk: 1 by the place of each, the first for messages of no school. */
const schoolsOf = ({ schools }: Roll, { school, scope }: Desk): Uint8Array => {
  const mine = (one: string) =>
    (scope === "all" || scope.has(one)) && (school === undefined || school === one)
  const nobodys = scope === "all" && school === undefined
  return Uint8Array.from([nobodys, ...schools.map(mine)], Number)
}

/** Rows that lie on a desk, whatever they are taken for, the most urgent first. */
const lying = (roll: Roll, desk: Desk): ReadonlyArray<number> => {
  const { verdict: _, ...slice } = desk.slice
  const schools = schoolsOf(roll, desk)
  const kept = narrows(slice) ? new Uint8Array(roll.rows) : null
  if (kept !== null) for (const row of rowsOf(roll, slice)) kept[row] = 1
  const { school, urgent } = roll
  const rows: Array<number> = []
  for (let i = 0; i < urgent.length; i++) {
    const row = urgent[i]!
    if (schools[school[row]!] === 1 && (kept === null || kept[row] === 1)) rows.push(row)
  }
  return rows
}

/** Of what is read blind, everybody is half sure. */
const sealedUrgency = ({ weight }: Roll, row: number) => (1.05 - 0.5) * weight[row]!

/** Two lists of rows as one, by urgency. */
const merged = (roll: Roll, open: ReadonlyArray<number>, sealed: ReadonlyArray<number>) => {
  const rows = new Int32Array(open.length + sealed.length)
  let [at, next] = [0, 0]
  for (let i = 0; i < rows.length; i++) {
    const isSealed =
      at === open.length ||
      (next < sealed.length && sealedUrgency(roll, sealed[next]!) > roll.urgency(open[at]!))
    rows[i] = isSealed ? sealed[next++]! : open[at++]!
  }
  return rows
}

interface Lain {
  readonly total: number
  readonly rows: Int32Array
}

/**
 * Uncertainty × impact × age: an unsure grave message of a while ago first. What is repeated is read once, and what a
 * person said of a message is sure.
 */
const layOut = (roll: Roll, desk: Desk): Lain => {
  const bound = boundOf(desk.blind)
  const verdict = desk.slice.verdict === undefined ? 0 : placeOf("verdict", desk.slice.verdict)
  const [open, sealed]: [Array<number>, Array<number>] = [[], []]
  let total = 0
  for (const row of lying(roll, desk)) {
    if (bound > 0 && roll.ids.readUInt32BE(row * idBytes) < bound) {
      if (verdict === 0) sealed.push(row)
    } else if (verdict === 0 || roll.verdict[row] === verdict) {
      open.push(row)
      if (roll.sure[row]! < 100) total++
    }
  }
  sealed.sort((a, b) => sealedUrgency(roll, b) - sealedUrgency(roll, a) || a - b)
  return { total: total + sealed.length, rows: merged(roll, open, sealed) }
}

const mostKept = 50_000
const bytes = Int32Array.BYTES_PER_ELEMENT

/** A desk's order as it stands in the snapshot, kept for as long as that is served. */
const lain = (file: SnapshotFile, roll: Roll, desk: Desk): Lain => {
  const { blind, school, scope, slice } = desk
  const key = fingerprint("waiting", slice, school, blind, scope === "all" || [...scope].toSorted())
  const kept = file.pages.get(key)
  if (kept !== undefined) {
    const known = new Int32Array(kept.buffer, kept.byteOffset, kept.length / bytes)
    return { total: known[0]!, rows: known.subarray(1) }
  }
  const { rows, total } = layOut(roll, desk)
  const first = Int32Array.of(total, ...rows.subarray(0, mostKept))
  file.pages.set(key, Buffer.from(first.buffer))
  return { total, rows: first.subarray(1) }
}

/** The rows of the roll that wait at a desk, first those to be read first, and how many wait in all. */
export const waitingAt = (file: SnapshotFile, desk: Desk) =>
  Effect.map(file.roll, (roll) => ({ roll, ...lain(file, roll, desk) }))

/** A row of the roll as a message that waits. */
export const openedAt = (roll: Roll, row: number): Waiting => ({
  ...factAt(roll, row),
  theme: themeAt(roll, row),
  verdict_probability: roll.sure[row]! / 100,
  words: roll.reasons.get(roll.because[row]!) ?? []
})

/** Some messages by their ids, in the order given. */
export const readWaiting = (file: SnapshotFile, ids: ReadonlyArray<string>) =>
  Effect.map(file.roll, (roll) =>
    ids.flatMap((id) => {
      const row = rowOf(roll, id)
      return row < 0 ? [] : [openedAt(roll, row)]
    })
  )

/** For each of some themes the message of a scope that speaks for it best. */
export const speakers = (roll: Roll, themes: ReadonlyArray<ThemeId>, scope: Scope) => {
  const schools = schoolsOf(roll, { scope, school: undefined, slice: {}, blind: "" })
  return themes.flatMap((theme) => {
    const [from, to] = roll.spans.get(Number(theme.slice(1))) ?? [0, 0]
    let best = -1
    for (let row = from; row < to; row++) {
      const better = best < 0 || roll.strength[row]! > roll.strength[best]!
      if (better && schools[roll.school[row]!] === 1) best = row
    }
    return best < 0 ? [] : [{ ...factAt(roll, best), theme }]
  })
}
