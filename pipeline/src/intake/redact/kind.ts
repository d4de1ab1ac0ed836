/** Every kind of personal data that is masked, with the mark that stands in its place. */
export const marks = {
  name: "[ФИО]",
  child: "[ребёнок]",
  phone: "[телефон]",
  email: "[почта]",
  snils: "[СНИЛС]",
  passport: "[паспорт]",
  certificate: "[свидетельство]",
  inn: "[ИНН]",
  card: "[карта]",
  address: "[адрес]",
  birth: "[дата рождения]",
  bank: "[счёт]",
  token: "[токен]",
  account: "[аккаунт]",
  ip: "[IP]"
} as const

export type Kind = keyof typeof marks
export const kinds = Object.keys(marks) as ReadonlyArray<Kind>

/** One found piece of personal data: `start` inclusive and `end` exclusive, in UTF-16 units of the text. */
export interface Span {
  readonly kind: Kind
  readonly start: number
  readonly end: number
}

const known = new Set<string>(Object.values(marks))
const longest = Math.max(...Object.values(marks).map(({ length }) => length))

/** Length of the mark that stands at `at`, 0 when none does. */
export const markAt = (text: string, at: number): number => {
  const close = text.slice(at, at + longest).indexOf("]") + 1
  return close > 0 && known.has(text.slice(at, at + close)) ? close : 0
}
