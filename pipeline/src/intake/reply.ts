/**
 * Lines after which a letter is no longer its author's: forms of Outlook, Gmail, Yandex, Mail.ru, Apple Mail,
 * Thunderbird, The Bat! and service desks, in Russian and English. Each pattern is anchored and linear.
 */
const threadStarts: ReadonlyArray<RegExp> = [
  /^\s*[-–—_*=]{2,}\s*(исходное|оригинальное|первоначальное|пересылаемое|пересланное|переадресованное|перенаправленное|конец пересыла|original|forwarded|begin forwarded)/iu,
  /^\s*(исходное|пересылаемое|пересланное|оригинальное)\s+(сообщение|письмо)\s*:?\s*[-–—]*\s*$/iu,
  /^\s*(начало переадресованного сообщения|begin forwarded message|forwarded message)\s*:?/iu,
  /^\s*_{20,}\s*$/,
  /^\s*(##)?[-–—\s]*(пожалуйста, )?(пишите|введите|вводите|напишите) (ваш )?ответ выше/iu,
  /^\s*(##)?[-–—\s]*please type your reply above/iu
]

const wroteWords =
  "(пишет|писал|писала|писал\\(а\\)|написал|написала|написал\\(а\\)|написали|wrote|schrieb|a écrit)"
const wroteEnd = new RegExp(`${wroteWords}\\s*:?\\s*$`, "iu")
const dateLike =
  /\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}(st|nd|rd|th)? \p{L}{3,9}\.?,? \d{4}|\p{L}{3,9}\.? \d{1,2},? \d{4}|\d{1,2}:\d{2}/u
const addressLike = /<?[^\s<>@]+@[^\s<>@]+>?|пользователь\s|^\s*on\s|"[^"]+"\s*</iu

/** «12.09.2026, 10:15, "Иванов" <a@b.ru>:» — Yandex and Mail.ru without a verb. */
const dateAndAddress = /^.{0,80}?\d{1,2}:\d{2}.{0,160}<[^<>\s]+@[^<>\s]+>\s*:?\s*$/u

const youWrote = /^\s*(вы (писали|написали)|you wrote)\s.{0,80}:\s*$/iu

const headerLine =
  /^[\s>*]*(от|от кого|отправитель|отправлено|дата|кому|копия|тема|from|sent|date|to|cc|subject|reply-to)\s*:\*?\s*\S/iu
const firstHeader =
  /^[\s>*]*(от|от кого|отправитель|from|de|дата|date|тема|subject|кому|to|отправлено|sent)\s*:\*?\s*\S/iu

/** Notes that programs of telephones put under a letter. */
const phoneNote =
  /^\s*[-–—]*\s*(отправлено (с|со|из|через) |отправлено с моего|послано с|sent from |sent via |get outlook for|получить outlook|скачать outlook).{0,120}$/iu

const partings =
  /^\s*[-–—]*\s*(с (глубоким |искренним |большим |неизменным )?уважением|с ув\.?|с наилучшими( пожеланиями)?|с пожеланиями|с благодарностью|с признательностью|всего (доброго|хорошего)|искренне ваш|best regards|kind regards|regards|sincerely|yours|with respect)([\s,.!—–-]|$)/iu

const signatureLine = /^\s*(--|—|__)\s*$/

const confidential =
  /^\s*(это (письмо|сообщение|электронное сообщение)|данное (письмо|сообщение)|настоящее (письмо|сообщение)|внимание[!:]? (это|данное|письмо)|this (e-?mail|message)).{0,200}(конфиденциальн|автоматическ|предназначен|confidential|intended)/iu

/** Marks are short lines: no pattern ever sees a longer one. */
const longestMark = 300

const isQuoted = (line: string) => /^\s*>/.test(line)

const threadLine = (line: string): boolean => threadStarts.some((pattern) => pattern.test(line))

const joined = (lines: ReadonlyArray<string>, at: number): string =>
  `${lines[at]} ${(lines[at + 1] ?? "").slice(0, longestMark)}`.trim()

const wroteWord = /пис|пиш|wrote|schrieb|écrit/iu

const says = (text: string): boolean =>
  wroteWord.test(text) && wroteEnd.test(text) && (dateLike.test(text) || addressLike.test(text))

const startsAttribution = (line: string): boolean =>
  dateLike.test(line) || /пользователь|^\s*on\s/iu.test(line)

/** «12 сентября 2026 г., 10:15 пользователь Иванов <…> написал:», on one line or broken into two. */
const attribution = (lines: ReadonlyArray<string>, at: number): boolean => {
  const line = lines[at]!
  if (line.includes("@") && dateAndAddress.test(line)) return true
  if (youWrote.test(line) || says(line)) return true
  return says(joined(lines, at)) && !wroteEnd.test(line) && startsAttribution(line)
}

/** Outlook's block: at least three of «От: … Отправлено: … Кому: … Тема: …» on neighbouring lines. */
const headerBlock = (lines: ReadonlyArray<string>, at: number): boolean => {
  if (!firstHeader.test(lines[at]!)) return false
  let found = 0
  for (let next = at; next < Math.min(lines.length, at + 8); next++) {
    if (headerLine.test(lines[next]!.slice(0, longestMark))) found++
    else if (lines[next]!.trim() !== "") break
  }
  return found >= 3
}

const startsThread = (lines: ReadonlyArray<string>, at: number): boolean =>
  lines[at]!.length <= longestMark &&
  (threadLine(lines[at]!) || attribution(lines, at) || headerBlock(lines, at))

const hasWords = (line: string) => /\p{L}/u.test(line)

/** Own words may stand under a quote («ответ снизу»): then only the quoted lines go. */
const answersBelow = (lines: ReadonlyArray<string>, from: number): boolean => {
  let quoted = false
  for (let at = from; at < lines.length; at++) {
    if (isQuoted(lines[at]!)) quoted = true
    else if (quoted && hasWords(lines[at]!) && !startsThread(lines, at)) return true
  }
  return false
}

const withoutThread = (lines: ReadonlyArray<string>): ReadonlyArray<string> => {
  const kept: Array<string> = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    if (isQuoted(line)) continue
    if (!startsThread(lines, at)) kept.push(line)
    else if (attribution(lines, at) && answersBelow(lines, at + 1)) {
      if (!wroteEnd.test(line) && !dateAndAddress.test(line)) at++
    } else break
  }
  return kept
}

const signatureRoom = 10

const endsOwn = (line: string, rest: number): boolean => {
  if (line.length > longestMark) return false
  if (confidential.test(line)) return true
  if (signatureLine.test(line)) return rest <= signatureRoom * 2
  return rest <= signatureRoom && (phoneNote.test(line) || (line.length < 120 && partings.test(line)))
}

/** Where a parting begins, close enough to the end that only a signature can follow. */
const signatureAt = (lines: ReadonlyArray<string>): number => {
  const found = lines.findIndex((line, at) => endsOwn(line, lines.length - at))
  return found < 0 ? lines.length : found
}

/** A parting and a name at the end of the last line: «… С уважением, Петрова А. И.» */
const inlineParting =
  /\s+(?:[Сс] уважением|С УВАЖЕНИЕМ|[Сс] наилучшими пожеланиями|Best regards|Kind regards),?\s+(?:\p{Lu}[\p{L}.-]*\s*){1,5}[.!]?$/u

const withoutParting = (text: string): string => {
  const from = Math.max(0, text.length - 160)
  return text.slice(0, from) + text.slice(from).replace(inlineParting, "")
}

const tidy = (lines: ReadonlyArray<string>) =>
  lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()

/**
 * What the author of a letter wrote: quoted threads, forwarded letters, signatures and the notes of telephones are
 * removed. A letter that is all quotation is kept as it is. Linear in the length of the text.
 */
export const ownWords = (text: string): string => {
  const lines = text.split("\n")
  const own = withoutThread(lines)
  const signature = signatureAt(own)
  const words = withoutParting(tidy(own.slice(0, signature === 0 ? own.length : signature)))
  if (hasWords(words)) return words
  const all = tidy(own)
  return hasWords(all) ? all : tidy(lines.map((line) => line.replace(/^[\s>]+/, "")))
}
