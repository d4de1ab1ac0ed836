import type { Dice } from "./dice.ts"

const control = (digits: string, weights: ReadonlyArray<number>): number =>
  weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0)

const snilsDigits = (dice: Dice): string => {
  const nine = `1${dice.digits(8)}`
  const sum = control(nine, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101
  return nine + String(sum === 100 ? 0 : sum).padStart(2, "0")
}

/** СНИЛС with its checksum, in the ways people type it. */
export const snils = (dice: Dice): string => {
  const d = snilsDigits(dice)
  const spaced = `${d.slice(0, 3)}-${d.slice(3, 6)}-${d.slice(6, 9)} ${d.slice(9)}`
  return dice.pick([spaced, spaced, d, spaced.replaceAll("-", " ")])
}

const innWeights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]

/** A person's ИНН (twelve digits) with both checksums. */
export const inn = (dice: Dice): string => {
  const ten = `77${dice.digits(8)}`
  const eleven = ten + ((control(ten, innWeights.slice(1)) % 11) % 10)
  return eleven + ((control(eleven, innWeights) % 11) % 10)
}

/** A payment card number that passes Luhn's check. */
export const card = (dice: Dice): string => {
  const fifteen = dice.pick(["4276", "5469", "2202", "4279", "2200"]) + dice.digits(11)
  const sum = [...fifteen].reduce((total, digit, at) => {
    const doubled = at % 2 === 0 ? Number(digit) * 2 : Number(digit)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  const whole = fifteen + ((10 - (sum % 10)) % 10)
  return dice.chance(0.7) ? whole.replace(/(\d{4})(?=\d)/g, "$1 ") : whole
}

export const passport = (dice: Dice): string => {
  const [series, number] = [`45${dice.between(10, 23)}`, dice.digits(6)]
  return dice.pick([
    `${series} ${number}`,
    `${series.slice(0, 2)} ${series.slice(2)} ${number}`,
    `серия ${series} № ${number}`
  ])
}

/** A mobile number of ten digits (9161234567) as people write it. */
export const phone = (dice: Dice, mobile: string): string => {
  const [a, b, c, d] = [mobile.slice(0, 3), mobile.slice(3, 6), mobile.slice(6, 8), mobile.slice(8)]
  return dice.pick([
    `+7 (${a}) ${b}-${c}-${d}`,
    `8-${a}-${b}-${c}-${d}`,
    `8${mobile}`,
    `+7${mobile}`,
    `8 ${a} ${b} ${c} ${d}`,
    `8(${a})${b}-${c}-${d}`,
    `+7 ${a} ${b}-${c}-${d}`,
    `8 ${a} ${b}${c}${d}`
  ])
}

export const address = (dice: Dice, streets: ReadonlyArray<string>): string => {
  const [street, house, flat] = [dice.pick(streets), dice.between(1, 98), dice.between(1, 320)]
  const block = dice.chance(0.3) ? `, корп. ${dice.between(1, 4)}` : ""
  return dice.pick([
    `г. Москва, ${street}, д. ${house}${block}, кв. ${flat}`,
    `${street}, д. ${house}${block}, кв. ${flat}`,
    `${street}, дом ${house}, квартира ${flat}`,
    `Москва, ${street} ${house}-${flat}`
  ])
}

const alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"

/** A link with a secret in it, and the secret. */
export const tokenLink = (dice: Dice): readonly [link: string, secret: string] => {
  let secret = dice.chance(0.4) ? "eyJ" : ""
  while (secret.length < 32) secret += alphabet[dice.below(alphabet.length)]
  const [path, name] = dice.pick([
    ["dnevnik.mos.ru/diary", "access_token"],
    ["school.mos.ru/auth", "token"],
    ["uchebnik.mos.ru/launch", "auth_token"],
    ["my.mos.ru/restore", "code"]
  ])
  return [`https://${path}?${name}=${secret}`, secret]
}
