import type { ScoreModel } from "@otklik/contract/score-model"
import type { Ground } from "./ground.ts"
import type { Heard } from "./heard.ts"
import type { Pairs, ThemeTotal } from "./pairs.ts"

/** How much of a school week each week back from the last is: a week of holidays counts little, a busy one as any other. */
const schoolWeeks = ({ calendar, firstDay }: Ground, { today }: Heard, weeks: number) =>
  Array.from({ length: weeks }, (_, week) => {
    let days = 0
    for (let day = 0; day < 7; day++) days += Math.min(1, calendar[today - 7 * week - day - firstDay] ?? 0)
    return days / 7
  })

/** Says of a theme the share of the recent school weeks in which at least one school raised it, 0 to 1; bursts and mailings last no longer than they do. */
export const presences = (
  { early, late, voice }: Pairs,
  counts: Float64Array,
  ground: Ground,
  heard: Heard,
  { persistence: { days } }: ScoreModel
) => {
  const weeks = schoolWeeks(ground, heard, Math.floor(days / 7))
  const all = weeks.reduce((sum, weight) => sum + weight, 0)
  return ({ from, to }: ThemeTotal): number => {
    let [first, rest] = [0, 0]
    for (let at = from; at < to; at++) {
      if (voice[at]! < 0 || counts[at]! < 0.5) continue
      first |= early[at]!
      rest |= late[at]!
    }
    const said = (week: number) => ((week < 32 ? first : rest) >>> (week & 31)) & 1
    return all === 0 ? 0 : weeks.reduce((sum, weight, week) => sum + weight * said(week), 0) / all
  }
}
