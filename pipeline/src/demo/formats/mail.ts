import { type Charset, covers } from "../charset.ts"
import type { CityRecord } from "../record.ts"
import { mailDate, mboxDate, russianMoscow } from "./clock.ts"
import type { Export } from "./export.ts"
import { textExport } from "./export.ts"
import { mime } from "./mime.ts"

const charsets: ReadonlyArray<Charset> = ["utf-8", "utf-8", "windows-1251", "koi8-r", "utf-8"]
const encodings = ["base64", "quoted-printable", "base64"] as const
const clients = [
  "Yamail [ http://yandex.ru ] 5.0",
  "Mail.Ru Mailer 1.0",
  "Microsoft Outlook 16.0",
  "Apple Mail (2.3774)",
  "The Bat!"
]
const tails = [
  "",
  "",
  "",
  "--\nОтправлено из мобильной Яндекс Почты",
  "Отправлено с iPhone",
  "--\nОтправлено из Mail для Android",
  "-- \nС уважением, отправлено из Mail.ru"
]

const quotes = (text: string) =>
  text
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n")

const asked = "support@school-demo.ru"

const threads: ReadonlyArray<(it: CityRecord, when: string) => string> = [
  (it, when) => `${when}, "Поддержка МЭШ" <${asked}>:\n${quotes(it.quoted)}`,
  (it, when) => `${when} пользователь Поддержка МЭШ <${asked}> написал:\n${quotes(it.quoted)}`,
  (it, when) =>
    `-----Исходное сообщение-----\nОт: Поддержка МЭШ <${asked}>\nОтправлено: ${when}\nКому: ${it.person.email}\nТема: ${it.subject}\n\n${it.quoted}`,
  (it, when) =>
    `-------- Пересылаемое сообщение --------\nОт кого: Поддержка МЭШ <${asked}>\nДата: ${when}\n\n${it.quoted}`
]

const lettered = (it: CityRecord): string => {
  const tail = tails[it.index % tails.length]
  const thread = it.quoted === "" ? "" : threads[it.index % 4](it, russianMoscow(it.at - 172_800_000, true))
  return [it.text, tail, thread].filter((part) => part !== "").join("\n\n")
}

/** A client falls back to UTF-8 where its old charset lacks a letter. */
const charsetOf = (text: string, index: number): Charset => {
  const usual = charsets[index % charsets.length]
  return covers(text, usual) ? usual : "utf-8"
}

const letterOf = (it: CityRecord): string => {
  const text = lettered(it)
  return mime({
    id: it.id,
    from: [it.authorName, it.person.email],
    to: asked,
    subject: it.quoted === "" ? it.subject : `Re: ${it.subject}`,
    date: mailDate(it.at),
    text,
    charset: charsetOf(it.subject + text, it.index),
    encoding: encodings[it.index % encodings.length],
    client: clients[it.index % clients.length]
  })
}

const mboxLetter = (it: CityRecord): string =>
  `From ${it.person.email} ${mboxDate(it.at)}\n${letterOf(it)
    .replaceAll("\r\n", "\n")
    .replace(/^(>*From )/gm, ">$1")}\n`

/** Answers to a mailing as one mbox. */
export const mail = (): Export => textExport({ path: "mail.mbox", head: "", row: mboxLetter })

/** Letters to the desk as a folder of .eml files. */
export const eml = (): Export => {
  const ready: Array<{ path: string; bytes: Uint8Array }> = []
  const take = () => ready.splice(0)
  return {
    add: (it) => {
      ready.push({ path: `eml/${it.id.split(".")[0]}.eml`, bytes: Buffer.from(letterOf(it)) })
    },
    drain: take,
    close: take
  }
}
