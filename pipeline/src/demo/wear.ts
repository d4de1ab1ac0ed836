import type { Dice } from "./dice.ts"

const neighbours: Readonly<Record<string, string>> = Object.fromEntries(
  ["йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"].flatMap((row) =>
    [...row].map((letter, at) => [letter, (row[at - 1] ?? "") + (row[at + 1] ?? "")])
  )
)

const isLetter = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return code >= 0x430 && code <= 0x44f
}

const slip = (text: string, dice: Dice, at: number): string => {
  const [before, letter, after] = [text.slice(0, at), text[at], text.slice(at + 1)]
  switch (dice.below(4)) {
    case 0:
      return before + after
    case 1:
      return before + letter + letter + after
    case 2:
      return before + (after[0] ?? "") + letter + after.slice(1)
    default:
      return before + dice.pick([...(neighbours[letter] ?? letter)]) + after
  }
}

/** `count` slips of the finger inside Cyrillic words. */
export const mistype = (text: string, dice: Dice, count: number): string => {
  let out = text
  for (let tries = 0, made = 0; made < count && tries < count * 6; tries++) {
    const at = 1 + dice.below(Math.max(1, out.length - 3))
    if (!isLetter(out, at) || !isLetter(out, at + 1) || !isLetter(out, at - 1)) continue
    out = slip(out, dice, at)
    made++
  }
  return out
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Ends a sentence and begins it with a capital, as far as its writer cares. */
export const sentence = (text: string, dice: Dice, careless: boolean): string => {
  const ended = /[.?!,:…)\ue000-\uf8ff]$/.test(text)
    ? text
    : careless && dice.chance(0.5)
      ? text
      : `${text}${dice.chance(0.07) ? "!!!" : "."}`
  return careless ? ended : capital(ended)
}

const plainYo = (text: string): string => text.replaceAll("ё", "е").replaceAll("Ё", "Е")

export interface Hand {
  readonly typos: number
  readonly shouting: boolean
  readonly yo: boolean
  readonly careless: boolean
}

/** How somebody writes today. */
export const handOf = (dice: Dice): Hand => ({
  typos: dice.chance(0.22) ? dice.between(1, 3) : 0,
  shouting: dice.chance(0.025),
  yo: dice.chance(0.35),
  careless: dice.chance(0.25)
})

/** Prose as this hand writes it; private-use characters (marks of personal data) stay as they are. */
export const worn = (text: string, hand: Hand, dice: Dice): string => {
  const spelled = hand.yo ? text : plainYo(text)
  const typed = hand.typos > 0 ? mistype(spelled, dice, hand.typos) : spelled
  return hand.shouting ? typed.toUpperCase() : typed
}
