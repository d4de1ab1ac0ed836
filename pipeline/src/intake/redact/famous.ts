import { isFamous } from "./meaning.ts"
import type { Tokens } from "./tokens.ts"

/**
 * Whether the surname is famous together with what stands beside it: «А. С. Пушкин», «Юрий Гагарин», «Менделеев»; a
 * forename or a patronymic that is not the famous one makes it another person.
 */
export const isStudied = (tokens: Tokens, first: number, size: number, letters: string): boolean => {
  const at = letters.indexOf("Z")
  const rest = Array.from({ length: size }, (_, index) => index).filter((index) => index !== at)
  const [forename = "", patronymic = ""] = rest.map((index) => tokens.word(first + index))
  return isFamous(tokens.word(first + at), forename, patronymic)
}
