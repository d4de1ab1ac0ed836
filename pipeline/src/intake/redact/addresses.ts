import type { Finds } from "./finds.ts"
import { BLOCK, HOUSE, PLACE, QUALIFIER, STOP, STREET } from "./meaning.ts"
import { CAPITAL, CAPS, DIGITS, INITIAL, LOWER, MARK, type Tokens } from "./tokens.ts"

const longestName = 4
const longestHouse = 12

const gapIs = ({ count, end, start, text }: Tokens, index: number, allowed: RegExp): boolean => {
  if (index < 0 || index + 1 >= count) return false
  const length = start[index + 1] - end[index]
  return length <= 4 && allowed.test(text.slice(end[index], start[index + 1]))
}

const blank = /^[ \u00a0]*$/
const afterAbbreviation = /^[.:]?[ \u00a0«"]*$/
const beforeHouse = /^[»"]?[.,]{0,2}[ \u00a0]*(?:№[ \u00a0]?)?$/
const inHouse = /^[.,]?[ \u00a0]*[-–/№]?[ \u00a0]?$/
const joining = /^(?:[-–/]|[ \u00a0]?[-–/][ \u00a0]?)$/
const listing = /^[»"]?[.,]{0,2}[ \u00a0]*$/

const isShort = (tokens: Tokens, index: number): boolean => tokens.end[index] - tokens.start[index] === 1

/** «12А», «5 к. 2», «3-14»: whether the token goes on a house that stands before it. */
const goesOn = (tokens: Tokens, at: number): boolean => {
  if (!gapIs(tokens, at - 1, inHouse) || tokens.shape[at] === MARK) return false
  const after = tokens.shape[at - 1] === DIGITS
  if (tokens.shape[at] === DIGITS) return after ? gapIs(tokens, at - 1, joining) : true
  if (tokens.meaning[at] & HOUSE) return isHouseWord(tokens, at)
  return after && isShort(tokens, at) && tokens.start[at] - tokens.end[at - 1] < 1
}

/** A word of a house stands before its number; of one letter, with a dot, glued to a number or after a comma. */
const isHouseWord = (tokens: Tokens, at: number): boolean => {
  if (at + 1 >= tokens.count || tokens.shape[at + 1] !== DIGITS || !gapIs(tokens, at, beforeHouse))
    return false
  if (!isShort(tokens, at)) return true
  const near = tokens.start[at + 1] === tokens.end[at]
  const dot = tokens.text.charCodeAt(tokens.end[at]) === 0x2e
  const building = /[ксКС]/.test(tokens.word(at)) && tokens.shape[at - 1] === DIGITS && tokens.glued(at)
  return near || dot || building || tokens.text.charCodeAt(tokens.end[at - 1]) === 0x2c
}

const part = /^(?:корпус|кабинет|этаж|подъезд|секция|оф|офис|помещени)/i

/** Last token of «, д. 12, корп. 3, кв. 45» from a token on; -1 where no number stands there. */
const houseFrom = (tokens: Tokens, from: number): number => {
  if (from >= tokens.count || !gapIs(tokens, from - 1, beforeHouse)) return -1
  const { shape } = tokens
  let last = -1
  if (shape[from] === DIGITS && tokens.end[from] - tokens.start[from] <= 4) last = from
  else if (tokens.meaning[from] & HOUSE && shape[from + 1] === DIGITS && gapIs(tokens, from, beforeHouse))
    last = from + 1
  if (last < 0) return -1
  const building = last === from + 1 && part.test(tokens.word(from))
  while (last + 1 < tokens.count && last - from < longestHouse && goesOn(tokens, last + 1)) last++
  return building && last === from + 1 ? -1 : last
}

const isNameWord = (tokens: Tokens, at: number): boolean => {
  const shape = tokens.shape[at]
  if (shape === DIGITS) return tokens.end[at] - tokens.start[at] <= 2
  return shape === CAPITAL || shape === INITIAL || shape === CAPS
}

/** «ул. Народного Ополчения, д. 5»: last token of the address, -1. */
const ahead = (tokens: Tokens, street: number): number => {
  if (tokens.end[street] - tokens.start[street] < 2) return -1
  if (!gapIs(tokens, street, afterAbbreviation)) return -1
  let capitals = 0
  for (let at = street + 1; at < tokens.count && at <= street + longestName; at++) {
    if (at > street + 1 && !gapIs(tokens, at - 1, /^[ \u00a0.-]{0,2}$/)) return -1
    if (tokens.shape[at] === DIGITS && capitals > 0) return -1
    if (tokens.shape[at] === LOWER && !(at > street + 1 || /[ая]я$|[оы]й$/.test(tokens.word(at)))) return -1
    if (tokens.shape[at] === MARK) return -1
    if (tokens.shape[at] !== DIGITS) capitals++
    const last = houseFrom(tokens, at + 1)
    if (last >= 0 && capitals > 0) return last
  }
  return -1
}

const ordinal = /^(?:я|й|ая|ой|ого|го|ый|ий|м)$/

/** First token of the name before «проспект», «ш.»; -1 where none stands there. */
const nameBefore = (tokens: Tokens, street: number): number => {
  let first = street
  while (
    first > 0 &&
    street - first < 3 &&
    gapIs(tokens, first - 1, blank) &&
    isNameWord(tokens, first - 1)
  ) {
    if (tokens.meaning[first - 1] & (STOP | QUALIFIER) || tokens.shape[first - 1] === DIGITS) break
    first--
  }
  if (
    first > 1 &&
    ordinal.test(tokens.word(first - 1)) &&
    tokens.end[first - 2] + 1 === tokens.start[first - 1]
  )
    return tokens.shape[first - 2] === DIGITS ? first - 2 : first
  return first < street ? first : -1
}

const abbreviated = (tokens: Tokens, street: number): boolean => tokens.word(street).length < 3

const behind = (tokens: Tokens, street: number): readonly [number, number] | undefined => {
  const first = nameBefore(tokens, street)
  if (first < 0) return undefined
  if (abbreviated(tokens, street) && !/(?:ое|ая|ий|ый|ой|ом)$/.test(tokens.word(street - 1))) return undefined
  const last = houseFrom(tokens, street + 1)
  return last < 0 ? undefined : [first, last]
}

const town = /^(?:г|гор|город|города|городе|область|обл|р-н|район|поселок|пос|деревня|дер|село)$/i

const region = /^(?:обл|область|области|р-н|район|района|районе)$/i

const isNamed = (tokens: Tokens, at: number): boolean =>
  at > 0 && gapIs(tokens, at - 1, blank) && tokens.shape[at - 1] === CAPITAL

/** Widens to the left over «125373, г. Москва,». */
const withTown = (tokens: Tokens, first: number): number => {
  let at = first
  for (let step = 0; step < 6 && at > 0 && gapIs(tokens, at - 1, listing); step++) {
    const before = at - 1
    const place = (tokens.meaning[before] & PLACE) !== 0 || town.test(tokens.word(before))
    const index = tokens.shape[before] === DIGITS && tokens.end[before] - tokens.start[before] === 6
    if (!place && !index) break
    at = region.test(tokens.word(before)) && isNamed(tokens, before) ? before - 1 : before
  }
  return at
}

const isStreet = (tokens: Tokens, at: number): boolean =>
  (tokens.meaning[at] & STREET) !== 0 && tokens.shape[at] !== MARK

const street = (finds: Finds, at: number): number => {
  const { tokens } = finds
  const last = ahead(tokens, at)
  const found = last >= 0 ? ([at, last] as const) : behind(tokens, at)
  if (found === undefined) return at
  finds.tokensAt("address", withTown(tokens, found[0]), found[1])
  return found[1]
}

const flat = /^(?:кв|квартир[аыеу]|к-ра)$/i
const dwelling = /^(?:д|дом|дома|доме|корп|корпус)$/i

/** «Профсоюзная д. 5, кв. 12»: a house with a flat, the street's name before it. */
const houseWithFlat = (finds: Finds, at: number): number => {
  const { tokens } = finds
  const last = houseFrom(tokens, at)
  if (last < 0) return at
  let hasFlat = false
  for (let index = at; index < last; index++) hasFlat ||= flat.test(tokens.word(index))
  if (!hasFlat) return at
  let first = at
  while (
    first > 0 &&
    at - first < 3 &&
    gapIs(tokens, first - 1, listing) &&
    isNameWord(tokens, first - 1) &&
    tokens.shape[first - 1] !== DIGITS &&
    !(tokens.meaning[first - 1] & (STOP | BLOCK))
  )
    first--
  finds.tokensAt("address", withTown(tokens, first), last)
  return last
}

const living = /^(?:жив[уеё]м?|живет|живёт|прожива|прописан|прописк|регистраци|зарегистрирован|адрес)/i
const between = /^(?:на|по|в|у|адресу|с|мой|наш|её|ее|его|ребенка|ребёнка|семья|мы|я)$/i

/** «живём на Профсоюзной 12-34»: last token of the name and the house, with its first; undefined. */
const lived = (tokens: Tokens, cue: number): readonly [number, number] | undefined => {
  let first = cue + 1
  while (first < tokens.count && first < cue + 5 && between.test(tokens.word(first))) first++
  const start = first
  while (
    first < tokens.count &&
    first < start + 4 &&
    tokens.shape[first] === CAPITAL &&
    gapIs(tokens, first - 1, /^[\s:—–-]{0,4}$|^,? ?$/)
  )
    first++
  if (first === start || !gapIs(tokens, first - 1, beforeHouse)) return undefined
  const last = houseFrom(tokens, first)
  return last < 0 ? undefined : [start, last]
}

/** Postal addresses with a house: by the word of the street, by house and flat, or after «живём на». */
export const addresses = (finds: Finds): void => {
  const { tokens } = finds
  if (tokens.digits === 0) return
  for (let at = 0; at < tokens.count; at++) {
    const { meaning, shape } = tokens
    if (shape[at] === MARK || shape[at] === DIGITS) continue
    if (isStreet(tokens, at)) at = Math.max(at, street(finds, at))
    if (shape[at] !== MARK && meaning[at] & HOUSE && dwelling.test(tokens.word(at)))
      at = houseWithFlat(finds, at)
  }
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.shape[at] > CAPITAL || !living.test(tokens.word(at))) continue
    const found = lived(tokens, at)
    if (found !== undefined) finds.tokensAt("address", withTown(tokens, found[0]), found[1])
  }
}
