const weighted = (digits: string, weights: ReadonlyArray<number>): number => {
  let sum = 0
  for (let at = 0; at < weights.length; at++) sum += weights[at] * (digits.charCodeAt(at) - 0x30)
  return sum
}

/** СНИЛС: the last two of eleven digits are the weighted sum of the nine modulo 101. */
export const isSnils = (digits: string): boolean => {
  const sum = weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101
  return digits.length === 11 && (sum === 100 ? 0 : sum) === Number(digits.slice(9))
}

const inn = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]

/** ИНН: ten digits with one check digit or twelve with two. */
export const isInn = (digits: string): boolean => {
  const check = (from: number, at: number) =>
    (weighted(digits, inn.slice(from)) % 11) % 10 === Number(digits[at])
  if (digits.length === 10) return check(2, 9)
  return digits.length === 12 && check(1, 10) && check(0, 11)
}

/** Luhn's check of a payment card number. */
export const isLuhn = (digits: string): boolean => {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 0x30
    const doubled = at % 2 === 0 ? digit : digit * 2
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
