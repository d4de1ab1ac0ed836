import { useCallback, useEffect, useRef, useState } from "react"

/** How a curator's day goes, told to the curator alone: it never leaves this browser. */
export interface Pace {
  readonly day: string
  readonly decided: number
  readonly seconds: number
}

const kept = (person: string) => `otklik-pace-${person}`
/** Time away from the desk is no time of a decision. */
const longest = 120

const read = (person: string, day: string): Pace => {
  try {
    const pace = JSON.parse(localStorage.getItem(kept(person)) ?? "null") as Pace | null
    if (pace !== null && pace.day === day) return pace
  } catch {
    /* a damaged or closed memory begins the day anew */
  }
  return { day, decided: 0, seconds: 0 }
}

const write = (person: string, pace: Pace) => {
  try {
    localStorage.setItem(kept(person), JSON.stringify(pace))
  } catch {
    /* a private window remembers nothing */
  }
}

/** Counts decisions and the time each took since the one before. */
export const usePace = (person: string, day: string) => {
  const [pace, setPace] = useState(() => read(person, day))
  const since = useRef(0)
  useEffect(() => {
    since.current = performance.now()
  }, [])
  const count = useCallback(
    (messages: number) => {
      const now = performance.now()
      const seconds = Math.min(longest, (now - since.current) / 1000)
      since.current = now
      setPace((before) => {
        const after = { day, decided: before.decided + messages, seconds: before.seconds + seconds }
        write(person, after)
        return after
      })
    },
    [person, day]
  )
  return { pace, count }
}
