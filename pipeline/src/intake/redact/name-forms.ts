import { seed } from "../../text/seed.ts"

type Stems = ReadonlyMap<string, ReadonlyArray<ReadonlySet<string>>>

const stemsOf = (rows: ReadonlyArray<Readonly<Record<string, string>>>): Stems => {
  const stems = new Map<string, Array<ReadonlySet<string>>>()
  for (const { endings, stems: listed } of rows) {
    const set = new Set(endings.split("|"))
    for (const stem of listed.split(" ")) {
      const known = stems.get(stem)
      if (known === undefined) stems.set(stem, [set])
      else known.push(set)
    }
  }
  return stems
}

const firsts = [...seed("first_names"), ...seed("first_names_more")]
const firstNames = stemsOf(firsts)
const fathers = stemsOf(firsts.filter(({ sex }) => sex === "m"))
const surnames = stemsOf(seed("surnames"))
const plain = new Set(seed("name_words").flatMap(({ forms }) => forms.split(" ")))

const LONGEST_ENDING = 8

const inList = (stems: Stems, word: string): boolean => {
  for (let cut = word.length; cut >= Math.max(1, word.length - LONGEST_ENDING); cut--)
    if (stems.get(word.slice(0, cut))?.some((endings) => endings.has(word.slice(cut)))) return true
  return false
}

/** A form of a first name or of its diminutive; the word lower-case, ё folded, as in every function here. */
export const isFirst = (word: string): boolean => inList(firstNames, word)

/** A form of a surname of the dictionary. */
export const isSurname = (word: string): boolean => inList(surnames, word)

/** A form of a name that is also a plain word or a place: вера, роман, мороз. */
export const isPlainWord = (word: string): boolean => plain.has(word)

const patronymic =
  /^(.{2,}?)(?:(?:[оеь]|ье)в(?:ич(?:а|у|ем|ом|е|и|ей)?|н(?:а|ы|е|у|ой|ою))|(?:ин)?ичн(?:а|ы|е|у|ой|ою)|ич(?:а|у|ем|ом|е)?)$/

const isFather = (stem: string): boolean =>
  ["", "й", "ь", "а", "я", "ий", "ей"].some((ending) => inList(fathers, stem + ending))

const spoken = /^(?:иван|пал|сан|степан|роман|богдан|семен|антон)ыч(?:а|у|ем|е)?$/
const possessive = /^(.{2,}?)[ое]в(?:а|у|ым|е|ой|ою|ы|ых|ыми)?$/

/** A form of a surname made of a forename: Иванова, Борисовым. */
export const isOfForename = (word: string): boolean => {
  const stem = possessive.exec(word)?.[1]
  return stem !== undefined && isFather(stem)
}

/** A form of a patronymic whose father's name is in the dictionary: Ивановной, Ильича. */
export const isPatronymic = (word: string): boolean => {
  if (spoken.test(word)) return true
  const stem = word.length < 5 ? undefined : patronymic.exec(word)?.[1]
  return stem !== undefined && (isFather(stem) || irregular.test(word))
}

const irregular =
  /^(?:павлов|львов|петров|яковлев|михайлов|никитич|кузьмич|ильинич|фомич|лукич|саввич|ильич|ваныч|иваныч)/
const patronymicTail = /(?:[оеь]в(?:ич(?:а|у|ем|ом|е)?|н(?:а|ы|е|у|ой|ою))|ичн(?:а|ы|е|у|ой|ою))$/

/** Ends like a patronymic: counts beside a first name only («основной» ends so too). */
export const looksPatronymic = (word: string): boolean => word.length > 5 && patronymicTail.test(word)

const surnameTail =
  /(?:[ое]в|[иы]н)(?:а|у|ым|е|ой|ою|ы|ых|ыми)?$|(?:с|ц)к(?:ий|ого|ому|им|ом|ая|ой|ую|ие|их)$|енко$|(?:[дртлкнсмгзв]ян|янц|чук|щук|ович|евич)(?:а|у|ом|ем|е)?$|(?:дзе|швили|заде|оглы)$/

/** Ends like a Russian, Ukrainian, Armenian or Georgian surname in some case. */
export const looksSurname = (word: string): boolean => word.length > 4 && surnameTail.test(word)
