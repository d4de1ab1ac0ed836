import { useMemo } from "react"
import { useTranslation } from "react-i18next"
import { calendarDay, day, moment, shortDay } from "./date.ts"
import { exactTenth, hundredth, integer, percent, signedTenth, tenth, type Language } from "./number.ts"

/** Words, numbers and dates in the language of the page. */
export const useWords = () => {
  const { t, i18n } = useTranslation()
  const language: Language = i18n.language === "en" ? "en" : "ru"
  return useMemo(
    () => ({
      t,
      language,
      integer: (value: number) => integer(value, language),
      tenth: (value: number) => tenth(value, language),
      exactTenth: (value: number) => exactTenth(value, language),
      hundredth: (value: number) => hundredth(value, language),
      signedTenth: (value: number) => signedTenth(value, language),
      percent: (share: number) => percent(share, language),
      day: (iso: string, near?: string) => day(iso, language, near),
      shortDay: (iso: string) => shortDay(iso, language),
      moment: (iso: string, near?: string) => moment(iso, language, near),
      calendarDay
    }),
    [t, language]
  )
}

export type Words = ReturnType<typeof useWords>
