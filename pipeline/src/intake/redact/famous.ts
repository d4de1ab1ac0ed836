import { isFamous } from "./meaning.ts"
import type { Tokens } from "./tokens.ts"

/** Hardly a woman of the syllabus is called by a patronymic; her namesakes in schools are many. */
const herPatronymic = /(?:вн|чн)(?:а|ы|е|у|ой|ою)$/i

/** Women whom a school studies or reads; «Гончаровой» is not of Гончаров. */
const women =
  /^(?:ахматов|цветаев|терешков|ковалевск|петерсон|биболетов|ладыженск|рамзаев|канакин|босов|разумовск|комаров|ваулин|афанасьев|михеев|ларин|каренин|ростов|рубин|токарев|павлов)/
const feminine = /(?:[оеё]в|ин)ой$|ск(?:ая|ую)$/

const isHers = (surname: string): boolean => {
  const lower = surname.toLowerCase().replaceAll("ё", "е")
  return feminine.test(lower) && !women.test(lower)
}

/**
 * Whether the surname is famous together with what stands beside it: «А. С. Пушкин», «Юрий Гагарин», «Менделеев»; a
 * forename or a patronymic that is not the famous one makes it another person.
 */
export const isStudied = (tokens: Tokens, first: number, size: number, letters: string): boolean => {
  const at = letters.indexOf("Z")
  if (isHers(tokens.word(first + at))) return false
  const rest = Array.from({ length: size }, (_, index) => index).filter((index) => index !== at)
  if (rest.some((index) => herPatronymic.test(tokens.word(first + index)))) return false
  const [forename = "", patronymic = ""] = rest.map((index) => tokens.word(first + index))
  return isFamous(tokens.word(first + at), forename, patronymic)
}
