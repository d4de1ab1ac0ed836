import { expect, it } from "vitest"
import { city } from "../city.ts"
import { inTown } from "./town.ts"
import { entries, openInbox, until } from "./deciding.ts"

/** The browser complains of every answer that fails: here some are meant to. */
const town = inTown({ own: true, meant: /^Failed to load/ })
const { visit } = town

it("keeps what was being typed, letter by letter: notes, titles and reasons", () =>
  visit(async ({ page }) => {
    const note = page.getByRole("textbox", { name: "Заметка" })
    const title = page.getByRole("textbox", { name: "Название темы" })
    const reason = page.getByRole("textbox", { name: /Почему/ })
    await openInbox(page)
    await page.keyboard.press("n")
    await note.fill("спросить у завуча")
    await page.reload()
    await page.getByRole("article", { name: "Сообщение" }).waitFor()
    await page.keyboard.press("n")
    expect(await note.inputValue()).toBe("спросить у завуча")

    const open = async () => {
      await page.getByRole("button", { name: "Переименовать" }).click()
      await page.getByRole("button", { name: "Добавить заметку" }).click()
      await page.getByRole("button", { name: /^Этап/ }).click()
      await page.getByRole("option", { name: "Отклонено" }).click()
    }
    await page.goto("/themes/T1")
    await open()
    await title.fill("Новое имя")
    await note.fill("заметка темы")
    await reason.fill("потому что")
    await page.reload()
    await open()
    expect(await Promise.all([title, note, reason].map((field) => field.inputValue()))).toEqual([
      "Новое имя",
      "заметка темы",
      "потому что"
    ])
    await page.route("**/api/decisions", (route) => route.fulfill({ status: 503, json: {} }), { times: 1 })
    await page.getByRole("button", { name: "Перевести" }).click()
    await page.getByRole("alert").first().waitFor()
    expect(await reason.inputValue()).toBe("потому что")
    await page.getByRole("button", { name: "Перевести" }).click()
    await reason.waitFor({ state: "detached" })
    await page.evaluate(() => localStorage.clear())
  }))

it("says that the connection is lost, keeps what is decided meanwhile, and catches up by itself", () =>
  visit(async ({ page }) => {
    const port = Number(new URL(town.city.url).port)
    await openInbox(page)
    const before = (await entries(page, "verdict")).length
    await page.keyboard.press("1")
    await until(
      () => entries(page, "verdict"),
      (found) => found.length === before + 1
    )
    await page.getByText(/с на сообщение/).waitFor()
    await town.city.stop()
    await page.getByText("Связь с сервером потеряна").waitFor()
    await page.keyboard.press("2")
    await page.keyboard.press("3")
    await page.getByText(/2 решения ещё не отправлены/).waitFor()
    town.city = await city(town.city.folder, "inherit", undefined, port)
    await page.getByText("Связь с сервером потеряна").waitFor({ state: "detached", timeout: 60_000 })
    await page.getByText(/ещё не отправлены/).waitFor({ state: "detached", timeout: 60_000 })
    const told = await until(
      () => entries(page, "verdict"),
      (found) => found.length === before + 3
    )
    expect(told.slice(0, 2).map(({ change }) => change.verdict)).toEqual(["data", "method"])

    await page.route("**/api/decisions", (route) => route.fulfill({ status: 401, json: {} }), { times: 1 })
    await page.keyboard.press("4")
    await until(
      () => entries(page, "verdict"),
      (found) => found.length === before + 4
    )
    await page.reload()
    await page.getByText(/с на сообщение/).waitFor()
  }))
