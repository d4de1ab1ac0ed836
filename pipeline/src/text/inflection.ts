const adjective =
  "ый|ий|ой|ей|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ую|юю|ым|им|ом|ем|ых|их|ыми|ими|ою|ею|о|а|ы|и"
const short = "н|на|но|ны|ен|ена|ено|ены|т|та|то|ты"
const participle = `(?:вш|ш|нн|енн|ем|ющ|щ|ящ|ущ|ащ|т)(?:${adjective})`
const past = "л|ла|ло|ли"
const present = "у|ю|шь|т|им|те|ешь|ет|ем|ете|ут|ют|ат|ят|й|ь|йте|ьте|и"
const infinitive = "ть|сти|ти|чь|в|вши|я"

const endings = {
  noun: "|а|у|ом|ем|е|ы|и|о|ов|ев|ам|ами|ах|ой|ою|ей|ею|ю|я",
  soft: "ь|я|ю|ем|ей|е|и|ью|ям|ями|ях",
  abstract: "е|я|ю|ем|ей|ею|и|й|ев|ям|ями|ях",
  adjective: `|${adjective}`,
  verb: `(?:ова|ева|ыва|ива|ва|а|я|е|и|о|у|ы|ю)?(?:${past}|${present}|${short}|${infinitive}|${participle})(?:ся|сь)?`,
  exact: ""
} as const

/** How the words of one line of the exception lexicon change: which endings may follow the root. */
export type Paradigm = keyof typeof endings

const shapes = Object.fromEntries(
  Object.entries(endings).map(([paradigm, shape]) => [paradigm, new RegExp(`^(?:${shape})$`)])
) as Record<Paradigm, RegExp>

/** Whether what follows a root is an ending of that paradigm (Russian, ё folded to е). */
export const isEnding = (paradigm: Paradigm, rest: string): boolean => shapes[paradigm].test(rest)

export const isParadigm = (word: string): word is Paradigm => word in endings
