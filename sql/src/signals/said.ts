import { WEEKS } from "./heard.ts"
import { CAMPAIGN, ECHO, INCIDENT, type Voices } from "./voices.ts"

/** More people than can be told apart: their numbers are below it. */
const PEOPLE = 2 ** 31
const DAYS = 7 * WEEKS

/**
 * How much each school said of anything in the year up to a day, by its place: days of its people on which they spoke of
 * their own accord, whatever the theme. It belongs to the messages, so no theme and no slice changes it.
 */
export const saidBySchool = (
  { day, marks, person, rows, voice }: Voices,
  today: number,
  schools: number
): Int32Array => {
  const spoken = new Float64Array(rows)
  let count = 0
  for (let row = 0; row < rows; row++) {
    const age = today - day[row]!
    if (voice[row]! < 0 || age < 0 || age >= DAYS || (marks[row]! & (ECHO | CAMPAIGN | INCIDENT)) !== 0)
      continue
    spoken[count++] = (voice[row]! * DAYS + age) * PEOPLE + person[row]!
  }
  const said = new Int32Array(schools)
  let last = -1
  for (const one of spoken.subarray(0, count).sort()) {
    if (one !== last) said[Math.floor(one / PEOPLE / DAYS)]!++
    last = one
  }
  return said
}
