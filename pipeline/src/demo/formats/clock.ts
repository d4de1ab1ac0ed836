const pad = (value: number) => (value < 10 ? `0${value}` : String(value))

const moscow = (at: number) => new Date(at + 3 * 3_600_000)

const clock = (it: Date) => `${pad(it.getUTCHours())}:${pad(it.getUTCMinutes())}:${pad(it.getUTCSeconds())}`

/** 2026-09-12 14:03:22, Moscow. */
export const isoMoscow = (at: number): string => {
  const it = moscow(at)
  return `${it.getUTCFullYear()}-${pad(it.getUTCMonth() + 1)}-${pad(it.getUTCDate())} ${clock(it)}`
}

/** 12.09.2026 14:03:22, Moscow; without seconds where `minutes`. */
export const russianMoscow = (at: number, minutes = false): string => {
  const it = moscow(at)
  const time = minutes ? clock(it).slice(0, 5) : clock(it)
  return `${pad(it.getUTCDate())}.${pad(it.getUTCMonth() + 1)}.${it.getUTCFullYear()} ${time}`
}

const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

/** Sat, 12 Sep 2026 14:03:22 +0300 (RFC 5322). */
export const mailDate = (at: number): string => {
  const it = moscow(at)
  return `${days[it.getUTCDay()]}, ${it.getUTCDate()} ${months[it.getUTCMonth()]} ${it.getUTCFullYear()} ${clock(it)} +0300`
}

/** Sat Sep 12 11:03:22 2026, UTC, as the «From » line of an mbox has it. */
export const mboxDate = (at: number): string => {
  const it = new Date(at)
  return `${days[it.getUTCDay()]} ${months[it.getUTCMonth()]} ${String(it.getUTCDate()).padStart(2)} ${clock(it)} ${it.getUTCFullYear()}`
}
