import type { ScoreModel } from "@otklik/contract/score-model"
import type { Heard } from "./heard.ts"
import { CAMPAIGN, ECHO, INCIDENT, type Voices } from "./voices.ts"

/** Weeks whose messages are counted, Monday by Monday to that of the last day: twelve for a picture, twelve before. */
const COUNTED = 24

/** One theme as it is, and where its pairs lie. */
export interface ThemeTotal {
  readonly theme: number
  readonly from: number
  readonly to: number
  readonly messages: number
  readonly schools: number
  readonly people: number
  readonly families: number
  readonly weeks: ReadonlyArray<number>
  /** gravest of its messages that belong to an incident, -1 where there is none */
  readonly storm: number
}

/** What one voice says on one theme within the window of reach, a column an array, theme by theme. */
export interface Pairs {
  readonly themes: ReadonlyArray<ThemeTotal>
  readonly voice: Int32Array
  /** a bit for each week back from the last: the first 32, and the rest */
  readonly early: Int32Array
  readonly late: Int32Array
  /** voices of one person and day, at most the school's cap (a hundred at most); their severity; those of the recent days and before */
  readonly heard: Uint8Array
  readonly severe: Float64Array
  readonly recent: Uint8Array
  readonly base: Uint16Array
  /** 1 where every message is one of a mass mailing */
  readonly copied: Uint8Array
  /** days of its people on which they spoke of their own accord */
  readonly own: Int32Array
}

/** no voice and no person: they are hashes and places above it */
const NOBODY = -2_147_483_648

const grown = <A extends Float64Array | Int32Array | Uint8Array | Uint16Array>(
  array: A,
  length: number
): A => {
  const longer = new (array.constructor as new (length: number) => A)(length)
  longer.set(array as never)
  return longer
}

/** Sums rows theme by theme, each in two tight loops: one for people to read, one for the score. */
class Reading {
  readonly themes: Array<ThemeTotal> = []
  size = 0
  voice = new Int32Array(1024)
  early = new Int32Array(1024)
  late = new Int32Array(1024)
  heard = new Uint8Array(1024)
  severe = new Float64Array(1024)
  recent = new Uint8Array(1024)
  base = new Uint16Array(1024)
  copied = new Uint8Array(1024)
  own = new Int32Array(1024)

  readonly #voices: Voices
  readonly #rows: Int32Array
  readonly #heard: Heard
  readonly #model: ScoreModel

  constructor(voices: Voices, rows: Int32Array, heard: Heard, model: ScoreModel) {
    this.#voices = voices
    this.#rows = rows
    this.#heard = heard
    this.#model = model
  }

  pairs(): Pairs {
    const { base, copied, early, heard, late, own, recent, severe, themes, voice } = this
    return { themes, voice, early, late, heard, severe, recent, base, copied, own }
  }

  /** Reads the theme whose rows begin at a place; gives the place after them. */
  theme(start: number): number {
    const { theme } = this.#voices
    const rows = this.#rows
    const number = theme[rows[start]!]!
    let end = start + 1
    while (end < rows.length && theme[rows[end]!] === number) end++
    const from = this.size
    const storm = this.#listen(start, end)
    const seen = this.#look(start, end)
    this.themes.push({ theme: number, from, to: this.size, messages: end - start, storm, ...seen })
    return end
  }

  /** What people read: every message, school and person as they are. */
  #look(from: number, to: number) {
    const { day, family, person, voice } = this.#voices
    const rows = this.#rows
    // the last place is for all that is older
    const weeks = new Int32Array(COUNTED + 1)
    // 5 January 1970 was a Monday
    const sunday = this.#heard.today - ((((this.#heard.today - 4) % 7) + 7) % 7) + 6
    let [speaker, one, schools, people, families] = [NOBODY, NOBODY, 0, 0, 0]
    for (let at = from; at < to; at++) {
      const row = rows[at]!
      families |= 1 << family[row]!
      weeks[Math.min(COUNTED, ((sunday - day[row]!) / 7) | 0)]!++
      if (voice[row] === speaker) {
        if (person[row] !== one) people++
      } else {
        speaker = voice[row]!
        people++
        if (speaker >= 0) schools++
      }
      one = person[row]!
    }
    return {
      schools,
      people,
      families: bits(families),
      weeks: Array.from(weeks.subarray(0, COUNTED)).toReversed()
    }
  }

  /**
   * What the score hears, voice by voice: of an incident only how grave it was, no echo, one voice a person and day.
   * Gives the gravest of an incident in thousandths, -1 where there is none.
   */
  #listen(from: number, to: number): number {
    const { day, marks, person, role, severity, voice } = this.#voices
    const { roles, today } = this.#heard
    const { reach, trend } = this.#model
    const { recentDays } = trend
    const days = reach.days
    const known = recentDays + trend.baseDays
    const rows = this.#rows
    let [speaker, early, late, plain, own, said, recent, base] = [NOBODY, 0, 0, 0, 0, 0, 0, 0]
    let [weight, severe, one, when, gravest, storm] = [0, 0, NOBODY, -1, 0, -1]
    for (let at = from; at < to; at++) {
      const row = rows[at]!
      if (voice[row] !== speaker) {
        if ((early | late) !== 0)
          this.#put(speaker, early, late, plain, own, said, recent, base, severe / weight)
        speaker = voice[row]!
        early = late = plain = own = said = recent = base = weight = severe = 0
        one = NOBODY
      }
      const age = today - day[row]!
      if (age < 0 || age >= days) continue
      const mark = marks[row]!
      const grave = severity[row]!
      if ((mark & INCIDENT) !== 0) {
        if (grave > storm) storm = grave
        continue
      }
      const week = (age / 7) | 0
      const bit = 1 << (week & 31)
      const isLate = -(week >> 5)
      late |= bit & isLate
      early |= bit & ~isLate
      if ((mark & CAMPAIGN) === 0) plain = 1
      if ((mark & ECHO) !== 0) continue
      const counts = roles[role[row]!]!
      if (person[row] === one && when === age) {
        if (grave > gravest) severe += counts * (grave - gravest)
        if (grave > gravest) gravest = grave
        continue
      }
      one = person[row]!
      when = age
      gravest = grave
      said++
      if ((mark & CAMPAIGN) === 0) own++
      weight += counts
      severe += counts * grave
      const lately = (age - recentDays) >>> 31
      recent += lately
      base += ((age - known) >>> 31) - lately
    }
    if ((early | late) !== 0) this.#put(speaker, early, late, plain, own, said, recent, base, severe / weight)
    return storm
  }

  /** A school counts up to its cap, with the mean severity, in thousandths, of all that it said. */
  #put(
    speaker: number,
    early: number,
    late: number,
    plain: number,
    own: number,
    said: number,
    recent: number,
    base: number,
    severity: number
  ) {
    const { perSchool, trend } = this.#model
    if (this.size === this.voice.length) this.#grow()
    const at = this.size++
    const heard = Math.min(perSchool, said)
    this.voice[at] = speaker
    this.early[at] = early
    this.late[at] = late
    this.copied[at] = 1 - plain
    this.own[at] = own
    this.heard[at] = heard
    this.severe[at] = heard === 0 ? 0 : (heard * severity) / 1000
    this.recent[at] = Math.min(perSchool, recent)
    this.base[at] = Math.min((perSchool * trend.baseDays) / trend.recentDays, base)
  }

  #grow() {
    const length = 2 * this.voice.length
    this.voice = grown(this.voice, length)
    this.early = grown(this.early, length)
    this.late = grown(this.late, length)
    this.heard = grown(this.heard, length)
    this.severe = grown(this.severe, length)
    this.recent = grown(this.recent, length)
    this.base = grown(this.base, length)
    this.copied = grown(this.copied, length)
    this.own = grown(this.own, length)
  }
}

const bits = (mask: number) => {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++
  return count
}

/** Sums the kept rows by theme and voice in one pass; messages of no theme, which come first, are passed over. */
export const pair = (voices: Voices, heard: Heard, model: ScoreModel, rows: Int32Array): Pairs => {
  const reading = new Reading(voices, rows, heard, model)
  let at = 0
  while (at < rows.length && voices.theme[rows[at]!] === 0) at++
  while (at < rows.length) at = reading.theme(at)
  return reading.pairs()
}
