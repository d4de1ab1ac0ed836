import type { Language } from "@otklik/contract/vocabulary"

/** Letters that Russian does not have: Kazakh, Tatar, Bashkir, Ukrainian, Belarusian, Serbian, Macedonian. */
const foreign = /[әғқңөұүһіїєґўѝђјљњћџҗҫҙ]/iu
const beyondEnglish = /[à-öø-ÿāăąćčďđēęěğīįłńňőŕřśşšţťūůűźżžß]/iu

/** The language by script: a Cyrillic share of three letters in ten means Russian, else Latin means English. */
export const language = (text: string): Language => {
  let cyrillic = 0
  let latin = 0
  let letters = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i) | 0x20
    if (code >= 0x61 && code <= 0x7a) latin++
    else if (text.charCodeAt(i) >= 0x400 && text.charCodeAt(i) < 0x530) cyrillic++
    else if (text.charCodeAt(i) > 0xbf) letters++
  }
  letters += latin + cyrillic
  if (letters === 0) return "other"
  if (cyrillic * 10 >= letters * 3) return foreign.test(text) ? "other" : "ru"
  return latin * 10 >= letters * 9 && !beyondEnglish.test(text) ? "en" : "other"
}
