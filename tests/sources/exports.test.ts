import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { ImportDesk } from "../fixtures/import-desk.ts"
import { xlsx } from "../fixtures/zip.ts"

const exported = (name: string) => join(import.meta.dirname, "../fixtures/exports", name)

let desk: ImportDesk
beforeEach(() => void (desk = new ImportDesk()))
afterEach(() => desk.close())

const brought = async (file: string) => ({ run: await desk.run(file), rows: await desk.landed() })

describe("each kind of export is known by itself", () => {
  it("OTRS: windows-1251 with semicolons", async () => {
    const { rows, run } = await brought(exported("otrs.csv"))
    expect(run).toMatchObject({
      profile: "otrs",
      source: "otrs",
      read: 2,
      landed: 2,
      quarantined: 0,
      outcome: "done"
    })
    expect(rows.map((row) => row.external_id)).toEqual(["2026091210000011", "2026091210000029"])
    expect(rows[0]!.created_at.toISOString()).toBe("2026-09-12T07:15:00.000Z")
    expect(rows[0]!.text).toBe("Отметки за четверть не сохраняются после обновления.\nПроверьте, пожалуйста.")
    expect(rows.map((row) => [row.school, row.priority, row.family])).toEqual([
      ["1034", "normal", "ticket"],
      ["5", "urgent", "ticket"]
    ])
  })

  it("Zendesk: an export object, pretty-printed", async () => {
    const { rows, run } = await brought(exported("zendesk.json"))
    expect(run).toMatchObject({ profile: "zendesk", read: 2, landed: 2 })
    expect(rows.map((row) => row.text)).toEqual(
      [
        'В расписании пропала замена "физика" {7-Б} [каб. 12]',
        "Дневник не открывается на телефоне."
      ].toReversed()
    )
    expect(rows[1]!.created_at.toISOString()).toBe("2026-09-13T04:15:00.000Z")
  })

  it("Zendesk: a ticket a line", async () => {
    const { rows, run } = await brought(exported("zendesk.ndjson"))
    expect(run).toMatchObject({ profile: "zendesk", read: 2, landed: 2 })
    expect(rows.map((row) => row.priority)).toEqual(["urgent", "low"])
  })

  it("Zendesk: CSV with doubled quotes", async () => {
    const { rows, run } = await brought(exported("zendesk.csv"))
    expect(run).toMatchObject({ profile: "zendesk-csv", read: 2, landed: 2 })
    expect(rows[0]!.text).toBe('Дневник не открывается, "белый экран"')
  })

  it("Jira Service Management: repeated columns, months by name", async () => {
    const { rows, run } = await brought(exported("jira.csv"))
    expect(run).toMatchObject({ profile: "jira", read: 2, landed: 2 })
    expect(rows.map((row) => row.created_at.toISOString())).toEqual([
      "2026-09-12T07:15:00.000Z",
      "2026-09-13T11:05:00.000Z"
    ])
    expect(rows[0]).toMatchObject({ external_id: "MESH-17", priority: "high", subject: "Печать журнала" })
  })

  it("Google Forms: open questions are joined, closed ones are not text", async () => {
    const { rows, run } = await brought(exported("google-forms.csv"))
    expect(run).toMatchObject({ profile: "google-forms", read: 2, landed: 2 })
    expect(rows.map((row) => row.text)).toEqual([
      "Долго открывается страница класса\nДобавить быстрый ввод отметок",
      "Печать замещений одним файлом"
    ])
    expect(rows.map((row) => [row.school, row.role])).toEqual([
      ["1034", "teacher"],
      ["5", "deputy_head"]
    ])
  })

  it("Telegram Desktop: text as a string and as entities, events passed over, a photo without words put aside", async () => {
    const { rows, run } = await brought(exported("telegram.json"))
    expect(run).toMatchObject({ profile: "telegram", read: 3, landed: 2, quarantined: 1 })
    expect(run.note).toContain("1 событие чата пропущено")
    expect(rows.map((row) => row.external_id)).toEqual(["2", "3"])
    expect(rows[1]!.text).toContain("Поддерживаю ")
    expect(rows[0]!.created_at.getTime()).toBe(1_789_197_300_000)
  })

  it("mbox: charsets, MIME, quoted replies; what a machine wrote is put aside", async () => {
    const { rows, run } = await brought(exported("mail.mbox"))
    expect(run).toMatchObject({ profile: "mail", read: 3, landed: 2, quarantined: 1 })
    expect(rows.map((row) => row.text)).toEqual([
      "Отметки пропали у 7-Б.\nFrom сентября не работает.",
      "Не видно домашнее задание.\nПомогите!"
    ])
    expect(rows[0]).toMatchObject({ external_id: "a1@school.example", subject: "Отметки" })
  })

  it("a folder of letters", async () => {
    const letter = (id: string) =>
      `Message-ID: <${id}@x.example>\r\nDate: Sat, 12 Sep 2026 10:15:00 +0300\r\nFrom: a@x.example\r\nSubject: s\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nЖурнал завис ${id}\r\n`
    desk.write("letters/b.eml", letter("b"))
    desk.write("letters/sub/a.eml", letter("a"))
    desk.write("letters/readme.txt", "not a letter")
    const { rows, run } = await brought(join(desk.folder, "letters"))
    expect(run).toMatchObject({ profile: "mail", read: 2, landed: 2 })
    expect(rows.map((row) => row.text)).toEqual(["Журнал завис a", "Журнал завис b"])
  })

  it("Naumen: XLSX with dates by style, shared, rich and inline strings, formulas and gaps", async () => {
    const shared =
      '<si><t>Номер</t></si><si><t>Тема</t></si><si><t>Описание</t></si><si><t>Услуга</t></si><si><t>Дата регистрации</t></si><si><r><t>Не </t></r><r><t>печатается</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>'
    const rows =
      '<row r="1"><c r="A1" t="inlineStr"><is><t>Реестр запросов</t></is></c></row>' +
      '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" t="s"><v>2</v></c><c r="D3" t="s"><v>3</v></c><c r="E3" t="s"><v>4</v></c></row>' +
      '<row r="4"><c r="A4" t="inlineStr"><is><t>RP1</t></is></c><c r="C4" t="s"><v>5</v></c><c r="E4" s="1"><v>46277.427083333336</v></c></row>' +
      '<row r="5"><c r="A5" t="str"><f>CONCAT("RP",2)</f><v>RP2</v></c><c r="B5" t="inlineStr"><is><t>Вход_x000D_</t></is></c><c r="C5" t="inlineStr"><is><t>Не приходит код &amp; письмо</t></is></c><c r="E5" s="2"><v>46278.5</v></c></row>'
    const { rows: landed, run } = await brought(desk.write("naumen.xlsx", xlsx(rows, shared)))
    expect(run).toMatchObject({ profile: "naumen", read: 2, landed: 2 })
    expect(landed.map((row) => [row.external_id, row.text, row.created_at.toISOString()])).toEqual([
      ["RP1", "Не печатается", "2026-09-12T07:15:00.000Z"],
      ["RP2", "Не приходит код & письмо", "2026-09-13T09:00:00.000Z"]
    ])
  })

  it("XLSX that counts days from 1904", async () => {
    const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
    const rows = `<row r="1">${cell("A1", "ID")}${cell("B1", "Время создания")}${cell("C1", "Ваши предложения")}</row><row r="2">${cell("A2", "7")}<c r="B2" s="1"><v>44816.5</v></c>${cell("C2", "Добавьте тёмную тему в дневник")}</row>`
    const { rows: landed } = await brought(desk.write("forms.xlsx", xlsx(rows, "", true)))
    expect(landed[0]!.created_at.toISOString()).toBe("2026-09-13T09:00:00.000Z")
  })
})

describe("a file no profile knows", () => {
  it("is guessed by names and content, and says so", async () => {
    const file = desk.write(
      "Обращения 2026-09.csv",
      "№;Когда;Что случилось\n1;12.09.2026 10:15;Журнал не открывается после обновления\n2;13.09.2026;Пропали темы уроков в журнале\n"
    )
    const { rows, run } = await brought(file)
    expect(run).toMatchObject({ profile: "guess", source: "обращения", landed: 2 })
    expect(run.note).toContain("угаданы")
    expect(rows.map((row) => row.external_id)).toEqual(["1", "2"])
  })

  it("may have no header: no row is lost to it", async () => {
    const { run } = await brought(
      desk.write("plain.csv", "1;12.09.2026;Журнал не открывается\n2;13.09.2026;Пропали темы уроков\n")
    )
    expect(run).toMatchObject({ read: 2, landed: 2 })
  })

  it("may have neither ids nor dates: the same words land once", async () => {
    const file = desk.write(
      "ideas.csv",
      "Предложение\nДобавьте тёмную тему\nДобавьте печать замен\nДобавьте тёмную тему\n"
    )
    expect((await brought(file)).run).toMatchObject({ read: 3, landed: 2, duplicates: 1 })
    expect(await desk.run(file)).toMatchObject({ read: 3, landed: 0, duplicates: 3 })
  })
})

it("a profile of one's own takes the place of a built-in one", async () => {
  desk.write(
    "store/profiles/otrs.json",
    JSON.stringify({
      name: "otrs",
      family: "suggestion",
      format: "table",
      header: ["TicketNumber"],
      fields: { externalId: ["TicketNumber"], createdAt: ["Created"], text: ["Subject"] }
    })
  )
  const { rows } = await brought(exported("otrs.csv"))
  expect(rows.map((row) => [row.family, row.text])).toEqual([
    ["suggestion", "Не сохраняются отметки"],
    ["suggestion", "Отчёт пуст"]
  ])
})

it("a directory of schools is kept whole, with districts known by their names", async () => {
  const header = "school;number;name;district;pupils;teachers;aliases"
  const rows = [
    "1034;1034;ГБОУ Школа № 1034;ЮАО;900;60;СОШ 1034|Школа 1034",
    "5;5;ГБОУ Школа № 5;cao;800;50;"
  ]
  const file = desk.write("schools.csv", `\ufeff${header}\n${rows.join("\n")}\n`)
  expect(await desk.imported(file)).toEqual({ kind: "directory", file: "schools.csv", schools: 2 })
  expect(readFileSync(join(desk.store, "directory/schools.csv"), "utf8")).toBe(
    `${header}\n${rows.join("\n").replace("ЮАО", "yuao")}\n`
  )
})
