/**
 * Lines after which a letter is no longer its author's: forms of Outlook, Gmail, Yandex, Mail.ru, Apple Mail,
 * Thunderbird, The Bat! and service desks, in Russian and English. Each pattern is anchored and linear.
 */
const threadStarts: ReadonlyArray<RegExp> = [
  /^\s*[-–—_*=]{2,}\s*(исходное|оригинальное|первоначальное|пересылаемое|пересланное|переадресованное|перенаправленное|original|forwarded|begin forwarded|конец пересылаемого|quoted)\b/iu,
  /^\s*[-–—_*=]{2,}\s*(исходное|оригинальное|первоначальное|пересылаемое|пересланное|переадресованное|перенаправленное|конец пересыла)/iu,
  /^\s*(исходное|пересылаемое|пересланное|оригинальное)\s+(сообщение|письмо)\s*:?\s*[-–—]*\s*$/iu,
  /^\s*(начало переадресованного сообщения|begin forwarded message|forwarded message)\s*:?/iu,
  /^\s*_{20,}\s*$/,
  /^\s*(пишите ответ выше этой линии|##[-–—]? ?пожалуйста,? (напишите|вводите) ответ|##- please type your reply above)/iu
]

const wroteWords =
  "(пишет|писал|писала|писал\\(а\\)|написал|написала|написал\\(а\\)|написали|wrote|schrieb|a écrit)"
const wroteEnd = new RegExp(`${wroteWords}\\s*:?\\s*$`, "iu")
const dateLike =
  /\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}(st|nd|rd|th)? \p{L}{3,9}\.?,? \d{4}|\p{L}{3,9}\.? \d{1,2},? \d{4}|\d{1,2}:\d{2}/u
const addressLike = /<?[^\s<>@]+@[^\s<>@]+>?|пользователь\s|^\s*on\s|"[^"]+"\s*</iu

/** «12.09.2026, 10:15, "Иванов" <a@b.ru>:» — Yandex and Mail.ru without a verb. */
const dateAndAddress = /^\s*(?:>?\s*)?.{0,80}?\d{1,2}:\d{2}.{0,160}<[^<>\s]+@[^<>\s]+>\s*:?\s*$/u

const headerLine =
  /^[\s>*]*(от|от кого|отправитель|отправлено|дата|кому|копия|тема|from|sent|date|to|cc|subject|reply-to)\s*:\*?\s*\S/iu
const firstHeader =
  /^[\s>*]*(от|от кого|отправитель|from|de|дата|date|тема|subject|кому|to|отправлено|sent)\s*:\*?\s*\S/iu

/** Notes that programs of telephones put under a letter. */
const phoneNote =
  /^\s*[-–—]*\s*(отправлено (с|со|из|через)|отправлен[оа]? с моего|послано с|sent from|sent via|sent with|get outlook for|получить outlook|скачать outlook|отправлено из|письмо отправлено).{0,120}$/iu

const phoneNoteStart =
  /^\s*[-–—]*\s*(отправлено (с|со|из|через) |отправлено с моего|послано с|sent from |sent via |get outlook for|получить outlook)/iu

const partings =
  /^\s*[-–—]*\s*(с (глубоким |искренним |большим |неизменным )?уважением|с ув\.?|с наилучшими( пожеланиями)?|с пожеланиями|с благодарностью|с признательностью|всего (доброго|хорошего)|искренне ваш|best regards|kind regards|regards|sincerely|yours|with respect)([\s,.!—–-]|$)/iu

const signatureLine = /^\s*(--|—|__)\s*$/

const confidential =
  /^\s*(это (письмо|сообщение|электронное сообщение)|данное (письмо|сообщение)|настоящее (письмо|сообщение)|внимание[!:]? (это|данное|письмо)|this (e-?mail|message)).{0,200}(конфиденциальн|автоматическ|предназначен|confidential|intended)/iu

const isQuoted = (line: string) => /^\s*>/.test(line)

const threadLine = (line: string): boolean => threadStarts.some((pattern) => pattern.test(line))

const joined = (lines: ReadonlyArray<string>, at: number): string =>
  `${lines[at]} ${lines[at + 1] ?? ""}`.trim()

/** «12 сентября 2026 г., 10:15 пользователь Иванов <…> написал:», on one line or broken into two. */
const attribution = (lines: ReadonlyArray<string>, at: number): boolean => {
  const line = lines[at]!
  if (line.length > 300) return false
  if (dateAndAddress.test(line)) return true
  const says = (text: string) => wroteEnd.test(text) && (dateLike.test(text) || addressLike.test(text))
  if (says(line)) return true
  return (
    (dateLike.test(line) || /пользователь|^\s*on\s/iu.test(line)) &&
    !wroteEnd.test(line) &&
    line.length < 160 &&
    says(joined(lines, at))
  )
}

/** Outlook's block: at least three of «От: … Отправлено: … Кому: … Тема: …» on neighbouring lines. */
const headerBlock = (lines: ReadonlyArray<string>, at: number): boolean => {
  if (!firstHeader.test(lines[at]!)) return false
  let found = 0
  for (let next = at; next < Math.min(lines.length, at + 8); next++) {
    if (headerLine.test(lines[next]!)) found++
    else if (lines[next]!.trim() !== "") break
  }
  return found >= 3
}

const startsThread = (lines: ReadonlyArray<string>, at: number): boolean =>
  threadLine(lines[at]!) || attribution(lines, at) || headerBlock(lines, at)

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

/** Where a parting begins, close enough to the end that only a signature can follow. */
const signatureAt = (lines: ReadonlyArray<string>): number => {
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    const rest = lines.length - at
    if (signatureLine.test(line) && rest <= signatureRoom * 2) return at
    if (phoneNoteStart.test(line) && phoneNote.test(line) && rest <= signatureRoom) return at
    if (partings.test(line) && line.length < 120 && rest <= signatureRoom) return at
    if (confidential.test(line)) return at
  }
  return lines.length
}

const inlineParting =
  /[\s.,;!?]+(с уважением|с наилучшими пожеланиями|best regards|kind regards)[\s,]+(?!к\b|относ)[^\n.!?]{0,120}[.!]?\s*$/iu

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
  const words = tidy(own.slice(0, signature === 0 ? own.length : signature)).replace(
    inlineParting,
    (match) => /^\s*[.!?]/.exec(match)?.[0]?.trim() ?? ""
  )
  if (hasWords(words)) return words
  const all = tidy(own)
  return hasWords(all) ? all : tidy(lines.map((line) => line.replace(/^[\s>]+/, "")))
}
