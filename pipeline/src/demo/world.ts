import { Effect, FileSystem } from "effect"
import { Dice, totals } from "./dice.ts"
import type { Lexicon, Phrase } from "./grammar.ts"
import { openInflection } from "./inflection.ts"
import type { Names } from "./people.ts"
import { makeSchools, type School, type SchoolNames, voices } from "./schools.ts"
import { type Seasons, seasonsOf } from "./season.ts"
import { type PlantedTheme, readPhrases, readThemes, readWords } from "./themes.ts"

/** Everything the city's messages are made of; the same for the same seed. */
export interface World {
  readonly seed: number
  readonly lexicon: Lexicon
  readonly themes: ReadonlyArray<PlantedTheme>
  readonly themeTotals: Float64Array
  readonly seasons: Seasons
  readonly phrases: ReadonlyMap<string, ReadonlyArray<Phrase>>
  readonly personal: ReadonlyMap<string, ReadonlyArray<Phrase>>
  readonly decoys: ReadonlyArray<Phrase>
  readonly letters: ReadonlyMap<string, ReadonlyArray<Phrase>>
  readonly schools: ReadonlyArray<School>
  readonly schoolTotals: Float64Array
  readonly names: Names & SchoolNames
}

const folder = new URL("./data/", import.meta.url)

const read = (file: string) =>
  Effect.flatMap(FileSystem.FileSystem, (files) => files.readFileString(new URL(file, folder).pathname))

const readFolder = Effect.fn(function* (name: string) {
  const files = yield* FileSystem.FileSystem
  const found = yield* files.readDirectory(new URL(`${name}/`, folder).pathname)
  return yield* Effect.forEach(found.toSorted(), (file) => read(`${name}/${file}`))
})

/** Reads the city's themes, phrases and names from the data folder. */
export const openWorld = Effect.fn("openWorld")(function* (seed: number) {
  const inflect = yield* openInflection
  const lexicon: Lexicon = { inflect, words: readWords(yield* read("lexicon.txt")) }
  const names = JSON.parse(yield* read("names.json")) as Names & SchoolNames
  const themes = readThemes(yield* readFolder("themes"), lexicon)
  const schools = makeSchools(seed, names)
  const open = (file: string) => Effect.map(read(file), (text) => readPhrases(text, lexicon))
  return {
    seed,
    lexicon,
    themes,
    themeTotals: totals(themes.map(({ size }) => size)),
    seasons: seasonsOf(themes),
    phrases: yield* open("phrases.txt"),
    personal: yield* open("personal.txt"),
    decoys: (yield* open("decoys.txt")).get("decoy")!,
    letters: yield* open("letters.txt"),
    schools,
    schoolTotals: voices(schools),
    names
  } satisfies World
})

/** The dice for one thing (`purpose`) about one message. */
export const diceFor = (world: World, index: number, purpose: number): Dice =>
  new Dice(world.seed, index, purpose)
