export type Language = "ru" | "en"

const thin = "\u202f"
const integers = { ru: new Intl.NumberFormat("ru"), en: new Intl.NumberFormat("en") }
const tenths = {
  ru: new Intl.NumberFormat("ru", { maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat("en", { maximumFractionDigits: 1 })
}
const exactTenths = {
  ru: new Intl.NumberFormat("ru", { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 })
}
const hundredths = {
  ru: new Intl.NumberFormat("ru", { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  en: new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}
const spaced = (text: string) => text.replaceAll("\u00a0", thin)

/** Digits in groups of three; in Russian a narrow no-break space between them. */
export const integer = (value: number, language: Language): string => spaced(integers[language].format(value))

/** At most one digit after the decimal sign of the language. */
export const tenth = (value: number, language: Language): string => spaced(tenths[language].format(value))

/** Exactly one digit after the sign, for columns that add up. */
export const exactTenth = (value: number, language: Language): string =>
  spaced(exactTenths[language].format(value))

/** Exactly two digits after the sign, for factors and for sums in hundredths. */
export const hundredth = (value: number, language: Language): string =>
  spaced(hundredths[language].format(value))

/** «+3,2» or «−1,4»: a difference with its sign, one digit after the decimal sign. */
export const signedTenth = (value: number, language: Language): string => {
  const digits = exactTenth(Math.abs(value), language)
  return value === 0 ? digits : `${value > 0 ? "+" : "−"}${digits}`
}

/** A share of 0 to 1 as per cent: whole from one per cent up, tenths below, «< 0,1» for what would read as nothing. */
export const percent = (share: number, language: Language): string => {
  const value = share * 100
  const digits = value > 0 && value < 0.1 ? `<${thin}${tenth(0.1, language)}` : tenth(shown(value), language)
  return language === "ru" ? `${digits}${thin}%` : `${digits}%`
}

const shown = (value: number) => (value >= 1 ? Math.round(value) : value)
