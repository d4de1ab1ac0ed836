import { useCallback, useEffect, useMemo, useRef, useState } from "react"
import { calendarDay } from "../../i18n/date.ts"

/** How a curator's day goes, told to the curator alone: it never leaves this browser. */
export interface Pace {
  /** of the calendar, YYYY-MM-DD */
  readonly day: string
  /** seconds that each decision took, in their order; those of messages decided together share them */
  readonly times: ReadonlyArray<number>
}

/** Time away from the desk is no time of a decision. */
const longest = 120
const keyOf = (person: string) => `otklik-pace-${person}`

/** A pace after one more decision on some messages; a new day begins anew. */
export const counted = (before: Pace, day: string, messages: number, seconds: number): Pace => {
  const each = Math.round((10 * Math.min(longest, seconds)) / messages) / 10
  const times = before.day === day ? before.times : []
  return { day, times: [...times, ...Array.from({ length: messages }, () => each)] }
}

/** Seconds for a message in the mean; null before the first. */
export const meanOf = ({ times }: Pace): number | null =>
  times.length === 0 ? null : times.reduce((sum, time) => sum + time, 0) / times.length

const today = () => calendarDay(new Date().toISOString())

const isPace = (kept: unknown): kept is Pace =>
  typeof kept === "object" && kept !== null && "times" in kept && Array.isArray(kept.times)

const read = (person: string): Pace => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(person)) ?? "null")
    if (isPace(kept) && kept.day === today()) return kept
  } catch {
    /* a damaged or closed memory begins the day anew */
  }
  return { day: today(), times: [] }
}

const write = (person: string, pace: Pace) => {
  try {
    localStorage.setItem(keyOf(person), JSON.stringify(pace))
  } catch {
    /* a private window remembers nothing */
  }
}

/** Logs the time that each of somebody's decisions took since the one before. */
export const usePace = (person: string) => {
  const kept = useMemo(() => read(person), [person])
  const [held, setHeld] = useState<{ readonly person: string; readonly pace: Pace }>()
  const since = useRef(0)
  useEffect(() => {
    since.current = performance.now()
  }, [])
  const count = useCallback(
    (messages: number) => {
      const now = performance.now()
      const seconds = (now - since.current) / 1000
      since.current = now
      setHeld((before) => {
        const pace = counted(before?.person === person ? before.pace : kept, today(), messages, seconds)
        write(person, pace)
        return { person, pace }
      })
    },
    [person, kept]
  )
  return { pace: held?.person === person ? held.pace : kept, count }
}
