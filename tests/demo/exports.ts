import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { unzipSync } from "fflate"

/** A record of an export as the simplest reading finds it. */
export interface Plain {
  readonly id: string
  readonly text: string
}

const cells = (text: string, delimiter: string): ReadonlyArray<ReadonlyArray<string>> => {
  const rows: Array<Array<string>> = [[""]]
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const row = rows[rows.length - 1]
    if (quoted && text[i] === '"' && text[i + 1] === '"') row[row.length - 1] += text[i++]
    else if (text[i] === '"') quoted = !quoted
    else if (!quoted && text[i] === delimiter) row.push("")
    else if (!quoted && text[i] === "\n") rows.push([""])
    else if (quoted || text[i] !== "\r") row[row.length - 1] += text[i]
  }
  return rows.filter((row) => row.length > 1)
}

const table = (
  rows: ReadonlyArray<ReadonlyArray<string>>,
  id: string,
  text: string
): ReadonlyArray<Plain> => {
  const [head, ...body] = rows
  return body.map((row) => ({ id: row[head.indexOf(id)], text: row[head.indexOf(text)] }))
}

const entity = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' } as const

const sheet = (bytes: Uint8Array): ReadonlyArray<ReadonlyArray<string>> => {
  const xml = Buffer.from(unzipSync(bytes)["xl/worksheets/sheet1.xml"]).toString("utf8")
  return [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row]) => {
    const out: Array<string> = []
    for (const [, column, inner] of row.matchAll(/<c r="([A-Z])\d+"[^>]*>(.*?)<\/c>/gs)) {
      const text = inner.replace(/<[^>]+>/g, "").replace(/&\w+;/g, (it) => entity[it as keyof typeof entity])
      out[column.charCodeAt(0) - 65] = text
    }
    return out
  })
}

const decoded = (letter: string): Plain => {
  const id = /^Message-ID: <(.*)>$/m.exec(letter)![1]
  const charset = /charset=(\S+)/.exec(letter)![1]
  const body = letter.slice(letter.search(/\r?\n\r?\n/)).trim()
  const bytes = /: base64/.test(letter)
    ? Buffer.from(body, "base64")
    : Buffer.from(
        body
          .replace(/=\r?\n/g, "")
          .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))),
        "latin1"
      )
  return { id, text: new TextDecoder(charset).decode(bytes) }
}

const joined = (text: unknown): string =>
  Array.isArray(text)
    ? text.map((part) => (typeof part === "string" ? part : part.text)).join("")
    : String(text)

/** Every record of a city's folder by source, read without the product's readers. */
export const readExports = (folder: string): Readonly<Record<string, ReadonlyArray<Plain>>> => {
  const bytes = (file: string) => readFileSync(join(folder, file))
  const text = (file: string) =>
    bytes(file)
      .toString("utf8")
      .replace(/^\ufeff/, "")
  const json = (file: string) => JSON.parse(text(file))
  const letters = readdirSync(join(folder, "eml")).map((file) => text(`eml/${file}`))
  return {
    otrs: table(
      cells(new TextDecoder("windows-1251").decode(bytes("otrs.csv")), ";"),
      "TicketNumber",
      "Body"
    ),
    zendesk: json("zendesk.json").tickets.map((it: { id: number; description: string }) => ({
      id: String(it.id),
      text: it.description
    })),
    "zendesk-export": table(cells(text("zendesk-export.csv"), ","), "ID", "Description"),
    jira: table(cells(text("jira.csv"), ","), "Ключ проблемы", "Описание"),
    naumen: table(sheet(bytes("naumen.xlsx")), "Номер", "Описание"),
    "google-forms": table(
      cells(text("google-forms.csv"), ","),
      "Номер анкеты",
      "Что нужно улучшить в первую очередь?"
    ),
    "yandex-forms": table(sheet(bytes("yandex-forms.xlsx")), "ID", "Ваши замечания и предложения"),
    telegram: json("telegram/result.json")
      .messages.filter((it: { type: string }) => it.type === "message")
      .map((it: { id: number; text: unknown }) => ({ id: String(it.id), text: joined(it.text) })),
    mail: text("mail.mbox")
      .split(/^From \S+@\S+ .*\n/m)
      .slice(1)
      .map(decoded),
    eml: letters.map(decoded),
    ideas: text("ideas.jsonl")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
    "suggestion-box": table(cells(text("suggestion-box.csv"), ";"), "Номер", "Предложение")
  }
}
