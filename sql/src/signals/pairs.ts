import type { ScoreModel } from "@otklik/contract/score-model"
import type { Heard } from "./heard.ts"
import { CAMPAIGN, ECHO, INCIDENT, type Voices } from "./voices.ts"

/** Weeks whose messages are counted for the small picture of a theme, Monday by Monday to that of the last day. */
export const PICTURED = 12

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
  /** voices of one person and day, at most the school's cap; their severity; those of the recent days and before */
  readonly heard: Float64Array
  readonly severe: Float64Array
  readonly recent: Float64Array
  readonly base: Float64Array
  /** 1 where every message is one of a mass mailing */
  readonly copied: Uint8Array
}

const grown = <A extends Float64Array | Int32Array | Uint8Array>(array: A, length: number): A => {
  const longer = new (array.constructor as new (length: number) => A)(length)
  longer.set(array as never)
  return longer
}

/** Reads rows in their order and closes a pair where the voice changes and a theme where the theme does. */
class Reading {
  readonly themes: Array<ThemeTotal> = []
  voice = new Int32Array(1024)
  early = new Int32Array(1024)
  late = new Int32Array(1024)
  heard = new Float64Array(1024)
  severe = new Float64Array(1024)
  recent = new Float64Array(1024)
  base = new Float64Array(1024)
  copied = new Uint8Array(1024)
  size = 0

  #theme = 0
  #from = 0
  #messages = 0
  #schools = 0
  #people = 0
  #families = 0
  #storm = -1
  #weeks = new Int32Array(PICTURED)

  #speaker = 0
  #person = -1
  #maskEarly = 0
  #maskLate = 0
  #plain = false
  #days = 0
  #daysRecent = 0
  #daysBase = 0
  #severity = 0
  #weight = 0
  #lastPerson = -1
  #lastDay = -1
  #lastSeverity = 0

  readonly #voices: Voices
  readonly #heard: Heard
  readonly #model: ScoreModel
  readonly #monday: number

  constructor(voices: Voices, heard: Heard, model: ScoreModel) {
    this.#voices = voices
    this.#heard = heard
    this.#model = model
    // 5 January 1970 was a Monday
    this.#monday = heard.today - ((((heard.today - 4) % 7) + 7) % 7)
  }

  take(row: number) {
    const { theme, voice } = this.#voices
    if (theme[row] !== this.#theme) {
      this.#closeTheme()
      this.#openTheme(theme[row]!)
      this.#openVoice(voice[row]!)
    } else if (voice[row] !== this.#speaker) {
      this.#closeVoice()
      this.#openVoice(voice[row]!)
    }
    this.#count(row)
    this.#weigh(row)
  }

  end(): Pairs {
    this.#closeTheme()
    const { base, copied, early, heard, late, recent, severe, themes, voice } = this
    return { themes, voice, early, late, heard, severe, recent, base, copied }
  }

  #openTheme(theme: number) {
    this.#theme = theme
    this.#from = this.size
    this.#messages = this.#schools = this.#people = this.#families = 0
    this.#storm = -1
    this.#weeks.fill(0)
  }

  #openVoice(voice: number) {
    this.#speaker = voice
    this.#person = this.#lastPerson = this.#lastDay = -1
    this.#maskEarly = this.#maskLate = 0
    this.#plain = false
    this.#days = this.#daysRecent = this.#daysBase = this.#severity = this.#weight = 0
    if (voice >= 0) this.#schools++
  }

  /** What people read: every message, school and person as they are. */
  #count(row: number) {
    const { day, family, person } = this.#voices
    this.#messages++
    this.#families |= 1 << family[row]!
    if (person[row] !== this.#person) {
      this.#person = person[row]!
      this.#people++
    }
    const back = Math.floor((this.#monday - day[row]! + 6) / 7)
    if (back >= 0 && back < PICTURED) this.#weeks[PICTURED - 1 - back]!++
  }

  /** What the score is made of: nothing of an incident but that it was, no echo, one voice a person and day. */
  #weigh(row: number) {
    const { day, marks, severity } = this.#voices
    const age = this.#heard.today - day[row]!
    if (age < 0 || age >= this.#model.reach.days) return
    if ((marks[row]! & INCIDENT) !== 0) {
      this.#storm = Math.max(this.#storm, severity[row]!)
      return
    }
    const week = (age / 7) | 0
    if (week < 32) this.#maskEarly |= 1 << week
    else this.#maskLate |= 1 << (week - 32)
    if ((marks[row]! & CAMPAIGN) === 0) this.#plain = true
    if ((marks[row]! & ECHO) === 0) this.#say(row, age)
  }

  #say(row: number, age: number) {
    const { day, person, role, severity } = this.#voices
    const weight = this.#heard.roles[role[row]!]!
    if (person[row] === this.#lastPerson && day[row] === this.#lastDay) {
      const more = Math.max(0, severity[row]! - this.#lastSeverity)
      this.#severity += weight * more
      this.#lastSeverity += more
      return
    }
    this.#lastPerson = person[row]!
    this.#lastDay = day[row]!
    this.#lastSeverity = severity[row]!
    this.#days++
    this.#weight += weight
    this.#severity += weight * severity[row]!
    const { baseDays, recentDays } = this.#model.trend
    if (age < recentDays) this.#daysRecent++
    else if (age < recentDays + baseDays) this.#daysBase++
  }

  #closeVoice() {
    if ((this.#maskEarly | this.#maskLate) === 0) return
    const at = this.size++
    if (at === this.voice.length) this.#grow()
    const { perSchool, trend } = this.#model
    const heard = Math.min(perSchool, this.#days)
    this.voice[at] = this.#speaker
    this.early[at] = this.#maskEarly
    this.late[at] = this.#maskLate
    this.heard[at] = heard
    this.severe[at] = this.#days === 0 ? 0 : (heard * this.#severity) / this.#weight / 1000
    this.recent[at] = Math.min(perSchool, this.#daysRecent)
    this.base[at] = Math.min((perSchool * trend.baseDays) / trend.recentDays, this.#daysBase)
    this.copied[at] = this.#plain ? 0 : 1
  }

  #closeTheme() {
    if (this.#theme === 0) return
    this.#closeVoice()
    this.themes.push({
      theme: this.#theme,
      from: this.#from,
      to: this.size,
      messages: this.#messages,
      schools: this.#schools,
      people: this.#people,
      families: bits(this.#families),
      weeks: Array.from(this.#weeks),
      storm: this.#storm
    })
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
  }
}

const bits = (mask: number) => {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++
  return count
}

/** Sums the kept rows by theme and voice in one pass; messages of no theme are passed over. */
export const pair = (
  voices: Voices,
  heard: Heard,
  model: ScoreModel,
  rows: Int32Array | null = null
): Pairs => {
  const reading = new Reading(voices, heard, model)
  const count = rows?.length ?? voices.rows
  for (let k = 0; k < count; k++) {
    const row = rows === null ? k : rows[k]!
    if (voices.theme[row] !== 0) reading.take(row)
  }
  return reading.end()
}
