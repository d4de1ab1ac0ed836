/** masculine, feminine, neuter, plural */
export type Gender = 0 | 1 | 2 | 3

const irregular: Readonly<Record<string, string>> = {
  должен: "должна",
  согласен: "согласна",
  сам: "сама",
  шёл: "шла"
}

/** The feminine of a masculine past verb or short adjective: заполнил → заполнила, столкнулся → столкнулась. */
export const feminine = (word: string): string => {
  if (irregular[word] !== undefined) return irregular[word]
  if (word.endsWith("шёл")) return `${word.slice(0, -3)}шла`
  if (word.endsWith("лся")) return `${word.slice(0, -2)}ась`
  if (/[гзс]$/.test(word)) return `${word}ла`
  return `${word}а`
}

const adjective = (word: string): ReadonlyArray<string> | null => {
  const stem = word.slice(0, -2)
  if (/(ый|ой)$/.test(word))
    return [word, `${stem}ая`, `${stem}ое`, /[гкх]$/.test(stem) ? `${stem}ие` : `${stem}ые`]
  if (/[гкх]ий$/.test(word)) return [word, `${stem}ая`, `${stem}ое`, `${stem}ие`]
  if (word.endsWith("ний")) return [word, `${stem}яя`, `${stem}ее`, `${stem}ие`]
  return null
}

const present = (word: string): ReadonlyArray<string> | null => {
  const tail = word.endsWith("ся") ? "ся" : ""
  const bare = tail === "" ? word : word.slice(0, -2)
  const stem = bare.slice(0, -2)
  if (/[аяуюеё]ет$|аёт$/.test(bare)) return [word, word, word, `${stem}ют${tail}`]
  if (/[чшжщ]ит$/.test(bare)) return [word, word, word, `${stem}ат${tail}`]
  if (bare.endsWith("ит")) return [word, word, word, `${stem}ят${tail}`]
  return null
}

const past = (word: string): ReadonlyArray<string> => {
  const she = feminine(word)
  const stem = she.endsWith("ась") ? she.slice(0, -3) : she.slice(0, -1)
  const tail = she.endsWith("ась") ? "сь" : ""
  return [word, she, `${stem}о${tail}`, `${stem}и${tail}`]
}

const short = (word: string): ReadonlyArray<string> => {
  const stem = /[^е]ен$/.test(word) ? `${word.slice(0, -2)}н` : word
  return [word, `${stem}а`, `${stem}о`, `${stem}ы`]
}

/** A predicate in all four agreements with its noun (by Gender), from the masculine: «пропал», «пустой», «виден», «грузится». */
export const agreements = (word: string): ReadonlyArray<string> => {
  const found = adjective(word) ?? present(word)
  if (found !== null) return found
  return /(л|лся|[гзс])$/.test(word) ? past(word) : short(word)
}
