import type { ScoreModel } from "@otklik/contract/score-model"
import { District, Role } from "@otklik/contract/vocabulary"
import { placeOf } from "../places.ts"
import type { Ground } from "./ground.ts"
import { ECHO, CAMPAIGN, INCIDENT, type MessageSlice, rowsOf, type Voices } from "./voices.ts"

/** Weeks are counted back from the last day: a year and a week of them at most. */
export const WEEKS = 53

/** Who was heard at all, of any theme or of none: it belongs to the messages, so no theme changes it. */
export interface Heard {
  /** last day that counts, from 1970 */
  readonly today: number
  /** schools that could speak, and those heard in the window of reach, by number of the district */
  readonly total: Float64Array
  readonly heard: Float64Array
  /** 1 where a school was heard in the window, by its place */
  readonly schools: Uint8Array
  /** schools heard in each week back from the last */
  readonly weekly: Float64Array
  /** schools in which each role spoke, by number of the role */
  readonly byRole: Float64Array
  /** how much each school is heard, of anything, by its place: a level, 0 for not at all; see `voicesAt` */
  readonly levels: Uint8Array
  /** schools of each district at each level, district by district */
  readonly atLevel: Float64Array
  /** how much a voice of a role counts beside an ordinary one, by number of the role */
  readonly roles: Float64Array
}

/** Levels of how much schools are heard: nothing, one voice, and so on, each √2 times the one before. */
export const LEVELS = 32

/** Voices of a school at a level. */
export const voicesAt = (level: number): number => (level === 0 ? 0 : 2 ** ((level - 1) / 2))

const levelOf = (voices: number) =>
  voices === 0 ? 0 : Math.min(LEVELS - 1, 1 + Math.round(2 * Math.log2(voices)))

const districts = District.literals.length + 1
const roles = Role.literals.length + 1

const lastDay = ({ today }: Ground, { to }: MessageSlice) =>
  to === undefined ? today : Math.min(today, Date.parse(to) / 86_400_000)

const totals = ({ schools }: Ground, { district }: MessageSlice) => {
  const total = new Float64Array(districts)
  for (const place of schools) total[place]!++
  return district === undefined
    ? total
    : total.map((count, place) => (place === placeOf("district", district) ? count : 0))
}

/**
 * Weights that give each role the share of the whole voice that the model says, trimmed to between 1/most and most
 * (post-stratification; trimming after F. Potter 1990). A role is heard by the schools that it speaks in; a message
 * without a role is an ordinary one.
 */
const roleWeights = (said: Float64Array, { reach: { most }, roles: shares }: ScoreModel) => {
  const heard = Role.literals.filter((_, i) => said[i + 1]! > 0)
  const all = heard.reduce((sum, role) => sum + said[placeOf("role", role)]!, 0)
  const wanted = heard.reduce((sum, role) => sum + shares[role], 0)
  const weights = new Float64Array(roles).fill(1)
  for (const role of heard) {
    const weight = shares[role] / (wanted || 1) / (said[placeOf("role", role)]! / all)
    weights[placeOf("role", role)] = Math.min(most, Math.max(1 / most, weight))
  }
  return weights
}

interface Seen {
  /** a bit for each week in which a school was heard, two words a school */
  readonly weeks: Int32Array
  /** a bit for each role that spoke in a school */
  readonly roles: Int32Array
  /** what a school said of its own accord and once */
  readonly voices: Int32Array
}

const see = (voices: Voices, rows: Int32Array, today: number, days: number, schools: number): Seen => {
  const { day, marks, role, voice } = voices
  const own = new Int32Array(schools)
  const weeks = new Int32Array(2 * schools)
  const said = new Int32Array(schools)
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!
    const age = today - day[row]!
    if (age < 0 || age >= days) continue
    const school = voice[row]!
    if (school < 0) continue
    said[school]! |= 1 << role[row]!
    if ((marks[row]! & (ECHO | CAMPAIGN | INCIDENT)) === 0) own[school]!++
    const week = (age / 7) | 0
    weeks[2 * school + (week >> 5)]! |= 1 << (week & 31)
  }
  return { weeks, roles: said, voices: own }
}

/** In how many schools each role spoke. */
const schoolsByRole = (said: Int32Array) => {
  const counts = new Float64Array(roles)
  for (const mask of said) for (let role = 0; role < roles; role++) counts[role]! += (mask >>> role) & 1
  return counts
}

/** Who was heard in the kept rows of a slice. */
export const hear = (
  voices: Voices,
  ground: Ground,
  model: ScoreModel,
  slice: MessageSlice = {},
  rows: Int32Array = rowsOf(voices, slice)
): Heard => {
  const today = lastDay(ground, slice)
  const seen = see(voices, rows, today, model.reach.days, ground.schools.length)
  const total = totals(ground, slice)
  const heard = new Float64Array(districts)
  const schools = new Uint8Array(ground.schools.length)
  const weekly = new Float64Array(WEEKS)
  const levels = Uint8Array.from(seen.voices, levelOf)
  const atLevel = new Float64Array(districts * LEVELS)
  ground.schools.forEach((district, school) => {
    const [early, late] = [seen.weeks[2 * school]!, seen.weeks[2 * school + 1]!]
    if ((early | late) === 0) return
    schools[school] = 1
    heard[district]!++
    atLevel[district * LEVELS + levels[school]!]!++
    for (let week = 0; week < WEEKS; week++) {
      weekly[week]! += ((week < 32 ? early : late) >>> (week & 31)) & 1
    }
  })
  const byRole = schoolsByRole(seen.roles)
  return {
    today,
    heard,
    byRole,
    schools,
    weekly,
    levels,
    atLevel,
    total: total.map((count, district) => Math.max(count, heard[district]!)),
    roles: roleWeights(byRole, model)
  }
}
