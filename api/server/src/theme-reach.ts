import type { Why } from "@otklik/contract/why"
import { District, type ThemeId } from "@otklik/contract/vocabulary"
import type { ScoreModel } from "@otklik/contract/score-model"
import type { Material } from "@otklik/sql/signals/ground"
import { hear, type Heard } from "@otklik/sql/signals/heard"

const known = new WeakMap<Material, Heard>()

/** Who was heard at all in a snapshot: asked of its messages once. */
const heardIn = (material: Material, model: ScoreModel): Heard => {
  const heard = known.get(material) ?? hear(material.voices, material.ground, model)
  known.set(material, heard)
  return heard
}

/** The first row of a theme that is not below a number, the rows being in the order of themes. */
const firstRow = (themes: Int32Array, number: number): number => {
  let [from, to] = [0, themes.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (themes[middle]! < number) from = middle + 1
    else to = middle
  }
  return from
}

/** Schools that raised a theme within the window of reach, by number of the district. */
const raisedBy = ({ ground, voices }: Material, theme: ThemeId, { reach: { days } }: ScoreModel) => {
  const number = Number(theme.slice(1))
  const [from, to] = [firstRow(voices.theme, number), firstRow(voices.theme, number + 1)]
  const schools = new Set<number>()
  for (let row = from; row < to; row++) {
    const age = ground.today - voices.day[row]!
    if (voices.voice[row]! >= 0 && age >= 0 && age < days) schools.add(voices.voice[row]!)
  }
  const raised = new Float64Array(District.literals.length + 1)
  for (const school of schools) raised[ground.schools[school]!]!++
  return raised
}

const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0)

/** What a theme's reach is made of, by district. */
export const themeReach = (
  material: Material,
  theme: ThemeId,
  estimate: number,
  model: ScoreModel
): Why["reach"] => {
  const { heard, total } = heardIn(material, model)
  const raised = raisedBy(material, theme, model)
  const districts = District.literals.map((district, i) => ({
    district,
    raised: raised[i + 1]!,
    heard: heard[i + 1]!,
    total: total[i + 1]!
  }))
  return {
    schools: sum(raised),
    heard: sum(heard),
    total: sum(total),
    estimate,
    districts: districts.filter((one) => one.total > 0)
  }
}
