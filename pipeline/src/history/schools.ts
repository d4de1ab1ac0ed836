import type { Heard } from "@otklik/sql/signals/heard"
import type { Voices } from "@otklik/sql/signals/voices"

/** Two lists of schools counted alike: the place of each school of either in the list of both. */
export interface Census {
  readonly size: number
  readonly past: Int32Array
  readonly now: Int32Array
}

/** Lists come in order, and stay so in the list of both. */
export const census = (past: ReadonlyArray<string>, now: ReadonlyArray<string>): Census => {
  const all = [...new Set([...past, ...now])].toSorted((a, b) => (a < b ? -1 : 1))
  const place = new Map(all.map((school, i) => [school, i]))
  const places = (list: ReadonlyArray<string>) => Int32Array.from(list, (school) => place.get(school)!)
  return { size: all.length, past: places(past), now: places(now) }
}

/** Voices whose schools are counted by the list of both. */
export const recounted = (voices: Voices, places: Int32Array): Voices => ({
  ...voices,
  voice: voices.voice.map((voice) => (voice < 0 ? voice : places[voice]!))
})

/** Values of schools by the list of both, `rest` being those of schools that their own list lacks. */
const spread = <A extends Uint8Array | Int32Array>(values: A, places: Int32Array, rest: A): A => {
  const all = rest.slice() as A
  places.forEach((place, i) => (all[place] = values[i]!))
  return all
}

/** Districts by the list of both; a school that one list lacks has the district that the other gives it. */
export const districts = (
  { now, past, size }: Census,
  { pastSchools, nowSchools }: { readonly pastSchools: Uint8Array; readonly nowSchools: Uint8Array }
) => {
  const none = new Uint8Array(size)
  const [ofPast, ofNow] = [spread(pastSchools, past, none), spread(nowSchools, now, none)]
  return { past: spread(pastSchools, past, ofNow), now: spread(nowSchools, now, ofPast) }
}

/** How much each school said, by the list of both. */
export const saidBy = (said: Int32Array, places: Int32Array, size: number): Int32Array =>
  spread(said, places, new Int32Array(size))

/** Who was heard, by the list of both. */
export const heardBy = (heard: Heard, places: Int32Array, size: number): Heard => ({
  ...heard,
  schools: spread(heard.schools, places, new Uint8Array(size)),
  levels: spread(heard.levels, places, new Uint8Array(size))
})
