import type { Language } from "./number.ts"

const zone = "Europe/Moscow"
const parts = (language: Language, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language === "ru" ? "ru" : "en-GB", { timeZone: zone, ...options })

const formats = (language: Language) => ({
  day: parts(language, { day: "numeric", month: "long" }),
  year: parts(language, { year: "numeric" }),
  short: parts(language, { day: "numeric", month: "short" }),
  time: parts(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
})
const byLanguage = { ru: formats("ru"), en: formats("en") }
const yearOf = (date: Date) => byLanguage.en.year.format(date)
const calendar = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" })

/** «12 сентября» in Moscow time, with the year where it is not that of `near`. Takes an instant or YYYY-MM-DD. */
export const day = (iso: string, language: Language, near: string = iso): string => {
  const date = new Date(iso)
  const text = byLanguage[language].day.format(date)
  return (yearOf(date) === yearOf(new Date(near)) ? text : `${text} ${yearOf(date)}`).replaceAll(
    " ",
    "\u00a0"
  )
}

/** «12 сент.» for the axis of a chart. */
export const shortDay = (iso: string, language: Language): string =>
  byLanguage[language].short.format(new Date(iso))

/** «20 ноября, 18:42» in Moscow time, with the year where it is not that of `near`. */
export const moment = (iso: string, language: Language, near: string = iso): string =>
  `${day(iso, language, near)}, ${byLanguage[language].time.format(new Date(iso))}`

/** The Moscow calendar day of an instant as YYYY-MM-DD. */
export const calendarDay = (iso: string): string => calendar.format(new Date(iso))

/** A calendar day some days later or, when negative, earlier. */
export const shiftDay = (from: string, days: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
