import type { Role } from "@otklik/contract/vocabulary"
import { type Dice, totals } from "./dice.ts"
import { makePerson, type Person } from "./people.ts"
import type { School } from "./schools.ts"
import { firstDay, momentOf, turnOf } from "./season.ts"
import { citySources, habits, volumeSource } from "./sources.ts"
import type { PlantedTheme } from "./themes.ts"
import { diceFor, type World } from "./world.ts"

export type Kind = "theme" | "campaign" | "noise" | "thanks"

/** Who says what, when and where, before a word is said. A copy repeats the words of `copyOf`. */
export interface Plan {
  readonly index: number
  readonly at: number
  readonly kind: Kind
  readonly theme: PlantedTheme | null
  readonly copyOf: Plan | null
  readonly school: School
  readonly person: Person
  /** index into citySources */
  readonly source: number
  readonly id: string
}

const noiseShare = 0.07
const thanksShare = 0.35
const copyShare = 0.045
const day = 86_400_000

const anyRole: ReadonlyArray<Role> = [
  "teacher",
  "class_teacher",
  "deputy_head",
  "journal_admin",
  "parent",
  "pupil",
  "methodist",
  "head"
]
const anyRoleTotals = totals([40, 12, 10, 10, 18, 6, 3, 1])
const habitTotals = Object.fromEntries(
  Object.entries(habits).map(([role, weights]) => [role, totals(weights)])
)
const meanShare = citySources.map((_, at) => habits.teacher[at] / 100)

const sourceOf = (dice: Dice, role: Role, count: number): number => {
  const chosen = dice.weighted(habitTotals[role])
  const { family, most } = citySources[chosen]
  return dice.chance(Math.min(1, most / (meanShare[chosen] * count))) ? chosen : volumeSource[family]
}

/** the instant as the source writes it */
const noted = (at: number, source: number): number => at - (at % citySources[source].precision)

const campaignSchools = [41, 187, 302, 466]

const isCampaign = (theme: PlantedTheme, dayAt: number, dice: Dice): boolean => {
  const from = turnOf(theme.season, "campaign")
  if (from === undefined) return false
  const now = firstDay + dayAt * day
  return now >= from && now < from + 5 * day && dice.chance(0.9)
}

const kindOf = (dice: Dice): "theme" | "noise" | "thanks" =>
  dice.chance(noiseShare) ? (dice.chance(thanksShare) ? "thanks" : "noise") : "theme"

const personOf = (world: World, dice: Dice, school: number, role: Role): Person => {
  const many =
    role === "parent" || role === "pupil" ? world.schools[school].pupils : world.schools[school].teachers
  const few =
    role === "head"
      ? 1
      : role === "deputy_head"
        ? 6
        : role === "journal_admin"
          ? 3
          : role === "methodist"
            ? 4
            : many
  const which = Math.floor(few * dice.next() ** 1.6)
  return makePerson(world.names, role, world.seed, school, anyRole.indexOf(role), which)
}

const freshPlan = (world: World, index: number, count: number, dice: Dice): Plan => {
  const { at, day: dayAt } = momentOf(world.seasons, index, count)
  const drawn = kindOf(dice)
  const theme = drawn === "theme" ? world.themes[dice.weighted(world.seasons.themes[dayAt])] : null
  const campaign = theme !== null && isCampaign(theme, dayAt, dice)
  const school = campaign ? dice.pick(campaignSchools) : dice.weighted(world.schoolTotals)
  const role =
    theme === null ? anyRole[dice.weighted(anyRoleTotals)] : theme.roles[dice.weighted(theme.roleTotals)]
  const source = sourceOf(dice, role, count)
  return {
    index,
    at: noted(at, source),
    kind: campaign ? "campaign" : drawn,
    theme,
    copyOf: null,
    school: world.schools[school],
    person: personOf(world, dice, school, role),
    source,
    id: citySources[source].id(index, at)
  }
}

const copyPlan = (world: World, index: number, count: number, dice: Dice): Plan | null => {
  const back = 1 + dice.below(Math.min(index, 600))
  const original = diceFor(world, index - back, 1)
  if (original.chance(copyShare)) return null
  const first = freshPlan(world, index - back, count, original)
  if (first.kind !== "theme") return null
  const { at } = momentOf(world.seasons, index, count)
  const again = dice.chance(0.4)
  const schoolAt = world.schools.indexOf(first.school)
  const person = again ? first.person : personOf(world, dice, schoolAt, first.person.role)
  const source = sourceOf(dice, person.role, count)
  return {
    ...first,
    index,
    at: noted(at, source),
    person,
    source,
    copyOf: first,
    id: citySources[source].id(index, at)
  }
}

/** What message `index` of `count` will be: a pure function of the seed, so that any message can be made again. */
export const planOf = (world: World, index: number, count: number): Plan => {
  const dice = diceFor(world, index, 1)
  const copies = dice.chance(copyShare) && index > 20
  return (copies ? copyPlan(world, index, count, dice) : null) ?? freshPlan(world, index, count, dice)
}
