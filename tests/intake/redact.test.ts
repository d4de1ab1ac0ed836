import { readFileSync } from "node:fs"
import { maskText, type Masked, redact, redactText } from "@otklik/pipeline/intake/redact"
import type { Message, Normal } from "@otklik/pipeline/message"
import { describe, expect, it } from "vitest"

interface Golden {
  readonly text: string
  readonly marks: ReadonlyArray<Masked>
}

const golden = readFileSync(new URL("golden-personal.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as Golden)

const said = (text: string, marks: ReadonlyArray<Masked>) =>
  marks.map(({ end, start, type }) => `${type}: ${text.slice(start, end)}`)

describe("personal data in sentences", () => {
  it.each(golden)("$text", ({ marks, text }) => {
    expect(said(text, redactText(text).marks)).toEqual(said(text, marks))
  })
})

describe("a masked text", () => {
  it("has a typed mark in place of each find and counts them", () => {
    const { masked, text } = redactText("Иванова Мария Петровна, тел. 89161234567 и 8 903 555-44-33")
    expect(text).toBe("[ФИО], тел. [телефон] и [телефон]")
    expect(masked).toEqual({ name: 1, phone: 2 })
  })

  it("comes back as it is", () => {
    for (const { text } of golden) expect(maskText(maskText(text))).toBe(maskText(text))
  })

  it("keeps every letter that is not masked", () => {
    for (const { text } of golden) {
      const { marks } = redactText(text)
      const left = marks.reduceRight((out, { end, start }) => out.slice(0, start) + out.slice(end), text)
      const masked = maskText(text).replace(
        /\[(?:ФИО|ребёнок|телефон|почта|СНИЛС|паспорт|свидетельство|ИНН|карта|адрес|дата рождения|счёт|токен|аккаунт|IP)\]/g,
        ""
      )
      expect(masked).toBe(left)
    }
  })
})

const normal: Normal = {
  place: { file: "a.csv", row: 2 },
  source: "otrs",
  family: "ticket",
  externalId: "17",
  createdAt: new Date("2026-09-01T08:00:00Z"),
  author: "Ivanova@mail.ru",
  subject: "Вопрос от Ивановой Марии Петровны",
  text: "Журнал не работает, мой телефон 89161234567",
  school: "1034",
  district: "cao",
  role: "teacher",
  service: "journal",
  priority: null,
  status: "закрыта Петровой А.С."
}

describe("a message", () => {
  const message = redact("key")(normal)

  it("has its subject, text and status masked and all finds counted", () => {
    expect(message.subject).toBe("Вопрос от [ФИО]")
    expect(message.text).toBe("Журнал не работает, мой телефон [телефон]")
    expect(message.status).toBe("закрыта [ФИО]")
    expect(message.masked).toEqual({ name: 1, phone: 1 })
  })

  it("has an id by its source and external id alone", () => {
    expect(message.messageId).toMatch(/^[0-9a-f]{32}$/)
    expect(redact("other")({ ...normal, text: "другой", author: null }).messageId).toBe(message.messageId)
    expect(redact("key")({ ...normal, externalId: "18" }).messageId).not.toBe(message.messageId)
  })

  it("has an id by its content where there is no external id", () => {
    const bare = { ...normal, externalId: null }
    const { externalId, messageId } = redact("key")(bare)
    expect(externalId).toBe(messageId)
    expect(redact("key")({ ...bare, text: "другой" }).messageId).not.toBe(messageId)
  })

  it("has its author as a keyed hash, the same however the name is written", () => {
    expect(message.author).toMatch(/^[0-9a-f]{16}$/)
    expect(redact("key")({ ...normal, author: " ivanova@MAIL.ru " }).author).toBe(message.author)
    expect(redact("other")(normal).author).not.toBe(message.author)
    expect(redact("key")({ ...normal, author: "  " }).author).toBeNull()
  })

  it("is made by redaction alone", () => {
    const land = (message: Message) => (message.text === "" ? 0 : 1)
    // @ts-expect-error a record that was not redacted is no message
    expect(land(normal)).toBe(1)
    expect(land(message)).toBe(1)
  })
})
