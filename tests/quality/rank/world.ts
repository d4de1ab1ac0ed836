import type { District, Role } from "@otklik/contract/vocabulary"
import { type Season, Year, yearDays } from "./calendar.ts"
import { Chances } from "./chances.ts"

/** Schools of each district: 580 together, as the city has them. */
const sizes: Readonly<Record<District, number>> = {
  cao: 58,
  sao: 50,
  svao: 60,
  vao: 65,
  yuvao: 60,
  yuao: 66,
  yuzao: 58,
  zao: 58,
  szao: 43,
  zelao: 14,
  nao: 28,
  tao: 20
}

/**
 * How strong the biases of a world are; every number has its reason.
 * Districts: tenfold from the most silent to the loudest. New York's neighbourhoods report the very same things up to
 * three times as quickly as others (Liu, Bhandaram and Garg 2023); Kontokosta and Hong 2021 find wider gaps.
 * Schools: with their district log-normal of sigma 1.2, so that the loudest 3 % write 25 % of all, as the most active
 * 3 % of Usenet's posters did (Whittaker et al. 1998); Nielsen's 90-9-1 (2006) is far harsher.
 * The others are kept mild, for want of a source: within one sigma a factor of 1.6 (pair, local), 1.2 to 1.3 (talk, wording).
 */
export const bias = {
  /** loudest district over the most silent */
  districts: 10,
  /** log-normal sigma of the schools of a district */
  school: 0.95,
  /** a school writes more or less of one matter than of another for no better reason than its people */
  pair: 0.5,
  /** some matters are written of more readily than others that are as grave and as wide */
  talk: 0.3,
  /** a district has a matter more or less often than the city */
  local: 0.5,
  /** the matter is of the silent districts or of the loud ones */
  leaning: 0.4,
  /** the words about a theme sound graver or milder than it is */
  wording: 0.2
} as const

/** Roles that write more of what concerns them than others do. */
const loudness: ReadonlyArray<readonly [Role, loud: number, share: number]> = [
  ["teacher", 1, 0.38],
  ["class_teacher", 1, 0.12],
  ["deputy_head", 0.7, 0.14],
  ["head", 0.4, 0.03],
  ["journal_admin", 1.6, 0.1],
  ["methodist", 0.6, 0.03],
  ["parent", 3, 0.14],
  ["pupil", 1.5, 0.06]
]

/** How grave a matter is, what share of matters is so, and how severe the words about it sound on average. */
const gravities: ReadonlyArray<readonly [gravity: number, share: number, wording: number]> = [
  [0.1, 0.35, 0.06],
  [0.3, 0.3, 0.18],
  [0.6, 0.2, 0.32],
  [1, 0.15, 0.48]
]

export interface School {
  readonly at: number
  readonly school: string
  readonly district: District
  /** how readily it writes, 1 in the median of the city */
  readonly propensity: number
  /** whether its people word everything strongly */
  readonly dramatic: boolean
}

export type Kind = "matter" | "campaign" | "outage" | "brigade"

export interface Matter {
  readonly number: number
  readonly kind: Kind
  readonly gravity: number
  /** share of the schools that have it */
  readonly share: number
  readonly holders: ReadonlyArray<boolean>
  /** first and last day of the year, 0 to 364 */
  readonly from: number
  readonly to: number
  readonly season: Season
  readonly role: Role
  /** how readily it is written of, roles included */
  readonly talk: number
  /** mean severity of the words about it */
  readonly wording: number
  readonly cohesion: number
  /**
   * The truth, fixed before any score was looked at: the share of the schools that have the matter on the day of the
   * snapshot × how grave it is (a wish 0.1, a hindrance 0.3, blocks work 0.6, loses data, marks or a deadline 1);
   * what is over by then, an outage above all, needs nothing.
   */
  readonly need: number
}

export interface World {
  readonly seed: number
  readonly year: Year
  readonly schools: ReadonlyArray<School>
  readonly matters: ReadonlyArray<Matter>
  /** messages that people write in the year, before copies and brigades */
  readonly voices: number
}

const districts = Object.keys(sizes) as ReadonlyArray<District>

const schoolsOf = (chances: Chances): ReadonlyArray<School> => {
  const places = chances.shuffled(districts)
  const loud = Object.fromEntries(
    places.map((district, i) => [district, bias.districts ** (i / (places.length - 1) - 0.5)])
  )
  return districts
    .flatMap((district) => Array.from({ length: sizes[district] }, () => district))
    .map((district, at) => ({
      at,
      school: String(1000 + at),
      district,
      propensity: loud[district] * chances.spread(bias.school),
      dramatic: chances.chance(0.08)
    }))
}

const weighted = <A extends ReadonlyArray<unknown>>(
  chances: Chances,
  rows: ReadonlyArray<A>,
  share: (row: A) => number
) => {
  let left = chances.next()
  return rows.find((row) => (left -= share(row)) < 0) ?? rows.at(-1)!
}

const logit = (p: number) => Math.log(p / (1 - p))

/** Which schools have a matter: the city's share, moved by district, more so where the district is silent or loud. */
const holdersOf = (
  chances: Chances,
  schools: ReadonlyArray<School>,
  share: number
): ReadonlyArray<boolean> => {
  const leaning = bias.leaning * chances.normal()
  const byDistrict = Map.groupBy(schools, ({ district }) => district)
  const shift = new Map(
    [...byDistrict].map(([district, own]) => {
      const loud = own.reduce((sum, { propensity }) => sum + Math.log(propensity), 0) / own.length
      return [district, bias.local * chances.normal() + leaning * loud]
    })
  )
  return schools.map(({ district }) =>
    chances.chance(1 / (1 + Math.exp(-logit(share) - shift.get(district)!)))
  )
}

/** Half of the matters are as old as the year, the others begin in it, some lately; one in sixteen is over. */
const spanOf = (chances: Chances): readonly [from: number, to: number] => {
  const roll = chances.next()
  if (roll < 0.06) return [0, yearDays - 1 - chances.between(60, 250)]
  if (roll < 0.6) return [0, yearDays - 1]
  return [yearDays - 1 - (roll < 0.68 ? chances.between(21, 60) : chances.between(60, 330)), yearDays - 1]
}

const seasonOf = (chances: Chances): Season =>
  chances.chance(0.1) ? "september" : chances.chance(0.15) ? "term ends" : "flat"

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))

const matterOf = (chances: Chances, schools: ReadonlyArray<School>, number: number, kind: Kind): Matter => {
  const small = kind === "campaign" || kind === "brigade"
  const [gravity, , words] = small
    ? gravities[chances.below(2)]!
    : weighted(chances, gravities, (row) => row[1])
  const wanted =
    kind === "outage" ? 0.35 + 0.45 * chances.next() : (small ? 0.03 : 0.06) * chances.spread(small ? 0.5 : 1)
  const holders = holdersOf(chances, schools, clamp(wanted, 0.005, 0.85))
  const share = holders.filter(Boolean).length / schools.length
  const [role, loud] = weighted(chances, loudness, (row) => row[2])
  const outage = chances.chance(0.4) ? yearDays - 3 - chances.below(25) : chances.between(5, yearDays - 30)
  const [from, to] = kind === "outage" ? [outage, outage + chances.below(2)] : spanOf(chances)
  const overstated = kind === "campaign" || kind === "outage" ? 0.25 : 0
  return {
    number,
    kind,
    gravity,
    share,
    holders,
    from,
    to,
    season: kind === "matter" ? seasonOf(chances) : "flat",
    role,
    talk: loud * chances.spread(bias.talk) * (0.6 + 0.4 * gravity),
    wording: clamp(words * chances.spread(bias.wording) + overstated, 0.01, 0.6),
    cohesion: 0.3 + 0.5 * chances.next(),
    need: to === yearDays - 1 ? share * gravity : 0
  }
}

const kinds: ReadonlyArray<Kind> = [
  "campaign",
  "campaign",
  "campaign",
  "outage",
  "outage",
  "brigade",
  "brigade"
]

/** What is true of a world: its schools, its matters and how needed each is; the same for the same seed. */
export const worldOf = (seed: number): World => {
  const chances = new Chances(seed, 41)
  const schools = schoolsOf(chances)
  const themes = chances.between(60, 150)
  return {
    seed,
    year: new Year(Math.floor(Date.UTC(2025, 9, 15) / 86_400_000) + chances.below(220), chances),
    schools,
    matters: chances
      .shuffled(Array.from({ length: themes }, (_, i) => kinds[i] ?? "matter"))
      .map((kind, i) => matterOf(chances, schools, i + 1, kind)),
    voices: chances.between(9_000, 20_000)
  }
}
