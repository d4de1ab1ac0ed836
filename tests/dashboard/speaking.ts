import { createInstance } from "i18next"
import { prepare } from "../../dashboard/src/i18n/i18n.ts"
import en from "../../dashboard/src/i18n/en.json" with { type: "json" }
import {
  exactTenth,
  integer,
  percent,
  signedTenth,
  tenth,
  type Language
} from "../../dashboard/src/i18n/number.ts"
import ru from "../../dashboard/src/i18n/ru.json" with { type: "json" }

/** Words and numbers in a language, as the pages have them. */
export const speaking = async (language: Language) => {
  const words = await prepare(createInstance())
  words.addResourceBundle("ru", "translation", ru)
  words.addResourceBundle("en", "translation", en)
  await words.changeLanguage(language)
  return {
    t: words.t,
    language,
    integer: (value: number) => integer(value, language),
    tenth: (value: number) => tenth(value, language),
    exactTenth: (value: number) => exactTenth(value, language),
    signedTenth: (value: number) => signedTenth(value, language),
    percent: (share: number) => percent(share, language)
  }
}
