import type { Dice } from "./dice.ts"
import { type Phrase, say } from "./grammar.ts"
import type { Plan } from "./plan.ts"
import { citySources } from "./sources.ts"
import { type PersonalDatum, Speaker } from "./speaker.ts"
import type { PlantedTheme } from "./themes.ts"
import { totals } from "./dice.ts"
import { type Hand, handOf, sentence, worn } from "./wear.ts"
import { diceFor, type World } from "./world.ts"

/** A message as its writer wrote it, with the truth about it. */
export interface Spoken {
  readonly subject: string
  readonly text: string
  /** the letter that this one answers, or "" */
  readonly quoted: string
  readonly personal: ReadonlyArray<PersonalDatum>
  /** looks like personal data and is none */
  readonly decoys: ReadonlyArray<string>
}

/** Share of writers who name the matter first, and who say it twice. */
const leads = 0.15
const again = 0.25

type Mood = "problem" | "question" | "wish"

const moods: Readonly<Record<string, Mood>> = { method: "question", idea: "wish", content: "wish" }

const personalKinds = [
  "phone",
  "name",
  "child",
  "email",
  "address",
  "snils",
  "token",
  "card",
  "passport",
  "inn"
]
const personalTotals = totals([26, 24, 20, 10, 6, 5, 4, 2, 2, 2])

/** How much beside the matter a source's writers say, 1 is a letter. */
const talk: Readonly<Record<string, number>> = {
  telegram: 0.45,
  ideas: 0.6,
  "suggestion-box": 0.6,
  "google-forms": 0.6,
  "yandex-forms": 0.6
}

class Draft {
  readonly sentences: Array<string> = []
  readonly #speaker: Speaker
  readonly #world: World

  constructor(world: World, speaker: Speaker) {
    this.#world = world
    this.#speaker = speaker
  }

  one(phrases: ReadonlyArray<Phrase>): string {
    return say(this.#speaker.dice.pick(phrases), this.#speaker)
  }

  shared(key: string): string {
    return this.one(this.#world.phrases.get(key)!)
  }

  maybe(probability: number, said: () => string): void {
    const sentence = this.#speaker.dice.chance(probability) ? said() : ""
    if (sentence !== "" && !this.sentences.includes(sentence)) this.sentences.push(sentence)
  }

  personal(): string {
    return this.one(this.#world.personal.get(personalKinds[this.#speaker.dice.weighted(personalTotals)])!)
  }
}

const matter = (
  world: World,
  draft: Draft,
  theme: PlantedTheme,
  mood: Mood,
  dice: Dice,
  much: number
): void => {
  if (theme.subjects.length > 0) draft.maybe(leads, () => draft.one(theme.subjects))
  const opening = dice.chance(0.3 * much) ? `${draft.shared(`opening_${mood}`)} ` : ""
  draft.sentences.push(opening + draft.one(theme.cores))
  if (theme.extras.length > 0) draft.maybe(0.35, () => draft.one(theme.extras))
  draft.maybe(again, () => draft.one(theme.cores))
  draft.maybe(0.35 * much, () => draft.shared("detail"))
  draft.maybe(0.1 * much, () => draft.shared("detail"))
  draft.maybe(0.16 * much, () => draft.shared("consequence"))
  draft.maybe(0.06, () => {
    const other = world.themes[dice.weighted(world.themeTotals)]
    return `${draft.shared("second")} ${draft.one(other.cores)}`
  })
}

const themed = (world: World, plan: Plan, theme: PlantedTheme, draft: Draft, dice: Dice): void => {
  const { letters, source } = citySources[plan.source]
  const much = talk[source] ?? 1
  const mood = moods[theme.verdict] ?? "problem"
  if (dice.chance(0.025) && theme.subjects.length > 0) {
    draft.sentences.push(draft.one(theme.subjects))
    return
  }
  draft.maybe(letters ? 0.8 : 0.35 * much, () => draft.shared("greeting"))
  draft.maybe(source === "telegram" ? 0.2 : 0.09 * much, () => draft.shared("intro"))
  matter(world, draft, theme, mood, dice, much)
  draft.maybe(0.06, () => draft.one(world.decoys))
  draft.maybe(0.075, () => draft.personal())
  draft.maybe(0.3 * much, () => draft.shared(`closing_${mood}`))
  draft.maybe(letters ? 0.75 : 0.07 * much, () => draft.shared("signature"))
}

const english = (theme: PlantedTheme, draft: Draft, dice: Dice): void => {
  draft.maybe(0.5, () => dice.pick(["Hello!", "Good afternoon,", "Dear support team,", "Hi,"]))
  draft.sentences.push(draft.one(theme.english))
  draft.maybe(0.4, () =>
    dice.pick([
      "please help",
      "could you fix it as soon as possible?",
      "thank you in advance",
      "my child studies in a Moscow school"
    ])
  )
}

const draftOf = (world: World, plan: Plan, speaker: Speaker, dice: Dice): ReadonlyArray<string> => {
  const draft = new Draft(world, speaker)
  const { kind, theme } = plan
  if (kind === "campaign") draft.sentences.push(draft.one(world.letters.get("campaign")!))
  else if (theme === null) draft.sentences.push(draft.shared(kind))
  else if (theme.english.length > 0 && dice.chance(0.065)) english(theme, draft, dice)
  else themed(world, plan, theme, draft, dice)
  return draft.sentences
}

const joined = (sentences: ReadonlyArray<string>, dice: Dice, hand: Hand, letters: boolean): string => {
  const between = letters ? "\n\n" : dice.chance(0.15) ? "\n" : " "
  if (sentences.length === 1 && sentences[0].length < 6) return sentences[0]
  return sentences.map((said) => sentence(said, dice, hand.careless)).join(between)
}

const general = [
  "Вопрос",
  "Проблема",
  "Обращение",
  "ЭЖД",
  "МЭШ",
  "Вопрос по журналу",
  "Не работает",
  "Помогите",
  "Предложение",
  "Ошибка",
  "Срочно",
  "Без темы"
]

const subjectOf = (plan: Plan, speaker: Speaker, dice: Dice): string => {
  if (plan.theme === null || plan.theme.subjects.length === 0 || dice.chance(0.3)) return dice.pick(general)
  return speaker.show(say(dice.pick(plan.theme.subjects), speaker))
}

/** Says what was planned. A copy says again what the first one said, by another hand. */
export const speak = (world: World, plan: Plan): Spoken => {
  const first = plan.copyOf ?? plan
  const words = diceFor(world, first.index, 2)
  const own = diceFor(world, plan.index, 3)
  const speaker = new Speaker(world, words, first)
  const said = draftOf(world, first, speaker, words)
  const { letters } = citySources[plan.source]
  const hand = handOf(own)
  const cut = plan.copyOf !== null && said.length > 3 && own.chance(0.5) ? said.slice(0, -1) : said
  const { decoys, personal, text } = speaker.reveal(worn(joined(cut, own, hand, letters), hand, own))
  const quoted = letters && own.chance(0.45) ? new Speaker(world, own, plan) : null
  return {
    subject: subjectOf(plan, speaker, own),
    text,
    quoted: quoted === null ? "" : quoted.show(say(own.pick(world.letters.get("quoted")!), quoted)),
    personal,
    decoys
  }
}
