import { folded, isFamous } from "./meaning.ts"
import type { Tokens } from "./tokens.ts"

const initialOf = (word: string): string => folded(word).charAt(0)

const isForename = (letter: string) => letter === "F" || letter === "f" || letter === "I" || letter === "X"

/**
 * Whether the surname is famous together with the initials beside it: «А. С. Пушкин», «Юрий Гагарин», «Менделеев»; a
 * patronymic that is not the famous one makes it another person.
 */
export const isStudied = (tokens: Tokens, first: number, size: number, letters: string): boolean => {
  const at = letters.indexOf("Z")
  const rest = Array.from({ length: size }, (_, index) => index).filter((index) => index !== at)
  const given = rest.filter(
    (index) => isForename(letters[index]) || letters[index] === "P" || letters[index] === "p"
  )
  const initials = given.map((index) => initialOf(tokens.word(first + index))).join("")
  return isFamous(tokens.word(first + at), initials)
}
