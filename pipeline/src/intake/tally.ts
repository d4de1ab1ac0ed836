import { Context } from "effect"

/** What one import has counted so far: always `read = landed + duplicates + quarantined` once it ends. */
export interface Counts {
  read: number
  landed: number
  duplicates: number
  quarantined: number
  readonly masked: Record<string, number>
  /** why reading stopped before the end of the file */
  stopped: string
}

export const noCounts = (): Counts => ({
  read: 0,
  landed: 0,
  duplicates: 0,
  quarantined: 0,
  masked: {},
  stopped: ""
})

export const isWhole = ({ duplicates, landed, quarantined, read }: Counts): boolean =>
  read === landed + duplicates + quarantined

/** The counts of the import at hand. */
export class Tally extends Context.Service<Tally, Counts>()("pipeline/intake/Tally") {}
