import { dayIn, type Published } from "@otklik/contract/published"

export interface Kept {
  readonly published: ReadonlyArray<Published>
  readonly pins: ReadonlySet<string>
  /** ISO 8601 */
  readonly now: string
  readonly zone: string
}

const DAYS = 30
const day = 86_400_000

/** The Monday of a day's week. */
const weekOf = (date: string): string => {
  const instant = Date.parse(`${date}T00:00:00Z`)
  const sinceMonday = (new Date(instant).getUTCDay() + 6) % 7
  return new Date(instant - sinceMonday * day).toISOString().slice(0, 10)
}

/**
 * The snapshots to keep: all that were published in the last thirty days, of each week before them the last, and for
 * ever those that a stand-up was held on.
 */
export const retained = ({ now, pins, published, zone }: Kept): ReadonlySet<string> => {
  const dayOf = dayIn(zone)
  const lastOfWeek = new Map(published.map((line) => [weekOf(dayOf(line.at)), line.id]))
  const young = published.filter(({ at }) => Date.parse(at) > Date.parse(now) - DAYS * day)
  return new Set([...lastOfWeek.values(), ...young.map(({ id }) => id), ...pins])
}
