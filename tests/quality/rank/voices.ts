import type { Family, Role } from "@otklik/contract/vocabulary"
import { yearDays } from "./calendar.ts"
import { Chances } from "./chances.ts"
import { bias, type Matter, type School, type World } from "./world.ts"

/** One message of a world; `text` is equal where the words are nearly the same. */
export interface Said {
  /** day of the year, 0 to 364 */
  readonly day: number
  /** null where the message does not say */
  readonly school: School | null
  readonly author: string | null
  readonly role: Role | null
  readonly family: Family
  readonly text: number
  /** what the engine sees: the words are said nearly so by another message of the theme */
  readonly copy: boolean
  /** number of the theme it was placed in, 0 for none */
  readonly theme: number
  /** the matter is that of the writer's school; false for what is misplaced, letters to be sent on, brigades, outages, chatter */
  readonly own: boolean
  readonly severity: number
}

export interface Heard {
  readonly messages: ReadonlyArray<Said>
  /** for every matter the sum over all schools of the chance that a school that had it would have been heard of it */
  readonly audible: ReadonlyMap<number, number>
}

const families: ReadonlyArray<readonly [Family, number]> = [
  ["ticket", 0.55],
  ["mailing", 0.3],
  ["suggestion", 0.15]
]
/** People of a role in one school. */
const people: Readonly<Record<Role, number>> = {
  teacher: 70,
  class_teacher: 40,
  deputy_head: 6,
  head: 1,
  journal_admin: 3,
  methodist: 4,
  parent: 900,
  pupil: 900
}
const unsaid = { school: 0.08, author: 0.1, role: 0.07 } as const
const again = 0.25
const echoed = 0.1
const idle = 0.07

const familyOf = (chances: Chances): Family => {
  let left = chances.next()
  return families.find(([, share]) => (left -= share) < 0)?.[0] ?? "ticket"
}

/** The more often a person has written, the likelier it is the same one again. */
const authorOf = (chances: Chances, school: School, role: Role): string =>
  `${school.school}-${role}-${Math.floor(people[role] * chances.next() ** 1.6)}`

/** Words sound calm or they do not: about a matter of wording .3 three messages of five hold a cue of .25 to .75. */
const severityOf = (chances: Chances, wording: number, school: School): number => {
  const strong = school.dramatic ? Math.max(0.85, 2 * wording) : 2 * wording
  return chances.chance(Math.min(0.97, strong)) ? Math.round(1000 * (0.25 + 0.5 * chances.next())) / 1000 : 0
}

type Spoken = Pick<Said, "day" | "severity"> & {
  readonly about: number
  readonly school: School
  readonly author: string
  readonly role: Role
}

/** Gathers what is said, as the product will read it: schools and names left out here and there, a few misplaced. */
class Room {
  readonly messages: Array<Said> = []
  readonly #chances: Chances
  readonly #themes: number
  readonly #misplaced: number
  #texts = 0

  constructor(chances: Chances, themes: number, misplaced: number) {
    this.#chances = chances
    this.#themes = themes
    this.#misplaced = misplaced
  }

  newText(): number {
    return ++this.#texts
  }

  say(
    { about, author, day, role, school, severity }: Spoken,
    text = this.newText(),
    copy = false,
    own = false
  ) {
    if (day >= yearDays) return
    const astray = about > 0 && this.#chances.chance(this.#misplaced)
    this.messages.push({
      day,
      school: this.#chances.chance(unsaid.school) ? null : school,
      author: this.#chances.chance(unsaid.author) ? null : author,
      role: this.#chances.chance(unsaid.role) ? null : role,
      family: familyOf(this.#chances),
      text,
      copy,
      theme: astray ? ((about + this.#chances.below(4)) % this.#themes) + 1 : about,
      own: own && !astray,
      severity
    })
  }

  /** says it, perhaps the same again through another channel, and perhaps writes once more some days later */
  insist(spoken: Spoken) {
    const chances = this.#chances
    for (let day = spoken.day; ; day += 1 + chances.below(14)) {
      const echoes = chances.chance(echoed) ? 1 + chances.run(0.2) : 0
      const text = this.newText()
      for (let i = 0; i <= echoes; i++)
        this.say({ ...spoken, day: day + (i === 0 ? 0 : chances.below(8)) }, text, echoes > 0, true)
      if (!chances.chance(again)) return
    }
  }
}

interface Pairs {
  readonly matter: Matter
  readonly rates: Float64Array
}

/** How often each school would write of a matter if it had it, in units that are the same for all matters of a world. */
const pairsOf = (chances: Chances, { schools, year }: World, matter: Matter): Pairs => {
  const mass = year.mass(matter.season, matter.from, matter.to)
  const rates = Float64Array.from(
    schools,
    ({ propensity }) => propensity * matter.talk * mass * chances.spread(bias.pair)
  )
  return { matter, rates }
}

const heldSum = ({ matter, rates }: Pairs) =>
  rates.reduce((sum, rate, at) => sum + (matter.holders[at] ? rate : 0), 0)

const speakOf = (
  room: Room,
  chances: Chances,
  { schools, year }: World,
  { matter, rates }: Pairs,
  scale: number
) => {
  const { from, number: about, role, season, to, wording } = matter
  schools.forEach((school, at) => {
    if (!matter.holders[at]) return
    for (let left = chances.poisson(rates[at] * scale); left > 0; left--) {
      const who = chances.chance(0.8) ? role : chances.pick(Object.keys(people) as Array<Role>)
      room.insist({
        day: year.day(chances, season, from, to),
        about,
        school,
        role: who,
        author: authorOf(chances, school, who),
        severity: severityOf(chances, wording, school)
      })
    }
  })
}

/** A letter written for others to send: near copies from a few tens of schools within days. */
const campaign = (
  room: Room,
  chances: Chances,
  { schools }: World,
  { number: about, role, wording }: Matter
) => {
  const first = chances.between(5, yearDays - 12)
  const text = room.newText()
  const senders = chances.several(schools, chances.between(20, 140), ({ propensity }) => propensity)
  for (const school of senders)
    for (let left = chances.run(0.8); left >= 0; left--)
      room.say(
        {
          day: first + Math.floor(7 * chances.next() ** 1.5),
          about,
          school,
          role,
          author: authorOf(chances, school, role),
          severity: severityOf(chances, wording, school)
        },
        text,
        true
      )
}

/** Nothing works for a day: everybody writes at once, of a matter that is gone tomorrow. */
const outage = (room: Room, chances: Chances, about: Matter, hit: ReadonlyArray<School>, day: number) => {
  const each = chances.between(150, 700) / hit.reduce((sum, { propensity }) => sum + propensity, 0)
  for (const school of hit)
    for (let left = chances.poisson(each * school.propensity); left > 0; left--) {
      const role = chances.pick(["teacher", "deputy_head", "journal_admin", "parent"] as const)
      room.say({
        day: Math.min(yearDays - 1, day + (chances.chance(0.2) ? 1 : 0)),
        about: about.number,
        school,
        role,
        author: authorOf(chances, school, role),
        severity: severityOf(chances, 0.5, school)
      })
    }
}

/** How a brigade goes about it: at once, or week after week. */
export type Manner = "burst" | "patient"

/** Some schools agree to push a theme: tens of messages each, worded by themselves, from eight people a school. */
export const brigade = (
  seed: number,
  world: World,
  about: number,
  share: number,
  manner: Manner
): ReadonlyArray<Said> => {
  const chances = new Chances(seed, 43)
  const room = new Room(chances, world.matters.length, 0)
  const days = manner === "burst" ? 10 : 70
  const first = yearDays - days - chances.below(manner === "burst" ? 60 : 10)
  const home = chances.chance(0.5) ? null : chances.pick(world.schools).district
  const count = Math.round(share * world.schools.length)
  const near = (school: School) => (school.district === home ? 50 : 1)
  for (const school of chances.several(world.schools, count, near))
    for (let left = chances.between(40, 80); left > 0; left--)
      room.say({
        day: first + chances.below(days),
        about,
        school,
        role: "teacher",
        author: `${school.school}-brigade-${chances.below(8)}`,
        severity: severityOf(chances, 0.45, school)
      })
  return room.messages
}

const chatter = (room: Room, chances: Chances, { schools, voices, year }: World) => {
  const loud = schools.map(({ propensity }) => propensity)
  const picked = chances.several(schools, schools.length, ({ at }) => loud[at]!)
  for (let left = Math.round(voices * idle); left > 0; left--) {
    const school = picked[Math.floor(schools.length * chances.next() ** 2)]!
    const role = chances.pick(["teacher", "parent"] as const)
    const day = year.day(chances, "flat", 0, yearDays - 1)
    room.say({ day, about: 0, school, role, author: authorOf(chances, school, role), severity: 0 })
  }
}

/**
 * Everything that is said in a world's year, in the order of days. All of it lies in the theme that it is about, for
 * how well the engine places messages is measured elsewhere; `misplaced` of it may be put into a theme near it instead.
 */
export const voicesOf = (world: World, misplaced = 0): Heard => {
  const chances = new Chances(world.seed, 42)
  const room = new Room(chances, world.matters.length, misplaced)
  const lasting = world.matters.filter(({ kind }) => kind !== "outage")
  const pairs = lasting.map((matter) => pairsOf(chances, world, matter))
  const scale = world.voices / pairs.reduce((sum, pair) => sum + heldSum(pair), 0)
  for (const pair of pairs) speakOf(room, chances, world, pair, scale)
  for (const matter of world.matters) {
    const holders = world.schools.filter(({ at }) => matter.holders[at])
    if (matter.kind === "outage") outage(room, chances, matter, holders, matter.from)
    if (matter.kind === "campaign") campaign(room, chances, world, matter)
    if (matter.kind === "brigade")
      room.messages.push(
        ...brigade(
          world.seed * 1000 + matter.number,
          world,
          matter.number,
          0.01 + 0.02 * chances.next(),
          chances.pick(["burst", "patient"])
        )
      )
  }
  const usual = chances.pick(lasting)
  outage(
    room,
    chances,
    usual,
    world.schools.filter(() => chances.chance(0.4)),
    chances.below(yearDays - 2)
  )
  chatter(room, chances, world)
  return {
    messages: room.messages.toSorted((a, b) => a.day - b.day),
    audible: new Map(
      pairs.map(({ matter, rates }) => [
        matter.number,
        rates.reduce((sum, rate) => sum + 1 - Math.exp(-rate * scale), 0)
      ])
    )
  }
}
