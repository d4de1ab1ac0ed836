import { createInstance, type i18n } from "i18next"
import { initReactI18next } from "react-i18next"
import { integer, type Language } from "./number.ts"
import ru from "./ru.json" with { type: "json" }

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof ru }
  }
}

const kept = "otklik-language"
const load = { ru: async () => ru, en: async () => (await import("./en.json")).default }
const spoken = createInstance()

const remembered = (): Language => {
  try {
    return localStorage.getItem(kept) === "en" ? "en" : "ru"
  } catch {
    return "ru"
  }
}

/** Changes the language of the page, fetches its words first, remembers it for the next visit. */
export const speak = async (language: Language): Promise<void> => {
  spoken.addResourceBundle(language, "translation", await load[language]())
  await spoken.changeLanguage(language)
  document.documentElement.lang = language
  try {
    localStorage.setItem(kept, language)
  } catch {
    /* a private window remembers nothing */
  }
}

/** Prepares an instance whose counts read «12 480»; it has no words until a language is loaded. */
export const prepare = async (instance: i18n): Promise<i18n> => {
  await instance.init({ fallbackLng: false, interpolation: { escapeValue: false }, resources: {} })
  instance.services.formatter?.add("n", (value: number, language) =>
    integer(value, language === "en" ? "en" : "ru")
  )
  return instance
}

/** Everything the first render needs: Russian, or the language chosen on the last visit. */
export const startWords = async (): Promise<void> => {
  await prepare(spoken.use(initReactI18next))
  await speak(remembered())
}
