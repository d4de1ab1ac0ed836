import { expect, it } from "vitest"
import { expectAccessible, expectStill, openQueue, rows, type Look } from "./visitor.ts"
import { inTown } from "./town.ts"

const { visit } = inTown()

it("walks from the queue to a theme and back by keyboard alone", () =>
  visit(async ({ page }) => {
    await openQueue(page)
    const titles = await rows(page).getByRole("link").allTextContents()
    await page.keyboard.press("j")
    await page.keyboard.press("j")
    const focused = () => page.evaluate(() => document.activeElement?.textContent)
    expect(await focused()).toBe(titles[1])
    await page.keyboard.press("Tab")
    await page.getByRole("tooltip").getByText("Охват").waitFor()
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { level: 1, name: titles[1]!, exact: true }).waitFor()
    await page.keyboard.press("k")
    await page.getByRole("heading", { level: 1, name: titles[0]!, exact: true }).waitFor()
    await page.keyboard.press("t")
    await page.getByRole("columnheader", { name: "Неделя с" }).waitFor()
    await page.keyboard.press("Escape")
    await page.getByRole("heading", { level: 1, name: "Очередь на реализацию" }).waitFor()
  }))

it("searches, opens the list of keys and leaves it by keyboard, under a Russian layout too", () =>
  visit(async ({ page }) => {
    await openQueue(page)
    await page.keyboard.press("/")
    expect(await page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("search")
    await page.keyboard.type("?")
    expect(await page.getByRole("dialog").count()).toBe(0)
    await page.getByRole("searchbox").fill("")
    await page.keyboard.press("Escape")
    await page.keyboard.press("?")
    await page.getByRole("dialog", { name: "Клавиши" }).waitFor()
    await page.keyboard.press("Escape")
    await page.getByRole("dialog").waitFor({ state: "detached" })
    await page.evaluate(() =>
      document.dispatchEvent(new KeyboardEvent("keydown", { key: "о", code: "KeyJ", bubbles: true }))
    )
    expect(
      await page.evaluate(() => document.activeElement?.closest("[data-index]")?.getAttribute("data-index"))
    ).toBe("0")
  }))

it("finds a theme from any page and opens it by keyboard", () =>
  visit(async ({ page }) => {
    await page.goto("/runs")
    await page.getByRole("row").nth(1).waitFor()
    await page.keyboard.press("Control+k")
    const finder = page.getByRole("dialog", { name: "Найти и перейти" })
    await finder.getByRole("option").nth(6).waitFor()
    await expectAccessible(page)
    const title = (await finder.getByRole("option").first().locator("span").first().textContent()) ?? ""
    await page.getByRole("combobox", { name: "Тема, раздел или действие" }).fill(title)
    await finder.getByRole("option", { name: title }).first().waitFor()
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor()
  }))

it("speaks English after a switch and remembers it", () =>
  visit(async ({ page }) => {
    await openQueue(page)
    await page.getByRole("button", { name: "EN" }).click()
    await page.getByRole("heading", { level: 1, name: "What to build next" }).waitFor()
    expect(await page.getAttribute("html", "lang")).toBe("en")
    await page.reload()
    await page.getByRole("heading", { level: 1, name: "What to build next" }).waitFor()
    expect(await page.getByRole("banner").textContent()).not.toMatch(/[а-яё]/i)
    await page.goto("/runs")
    await page.getByRole("heading", { level: 1, name: "What was imported" }).waitFor()
    await page.getByRole("button", { name: "RU" }).click()
    await page.getByRole("heading", { level: 1, name: "Что загружено" }).waitFor()
  }))

it("is a list on a phone, opens a theme as a page, and comes back to the same place", () =>
  visit(
    async ({ page }) => {
      await openQueue(page)
      const width = () => page.evaluate(() => document.documentElement.scrollWidth)
      expect(await width()).toBe(390)
      await page.evaluate(() => document.querySelector("[role=table]")!.parentElement!.scrollTo(0, 900))
      const link = rows(page).getByRole("link").nth(6)
      const title = (await link.textContent()) ?? ""
      await link.click()
      await page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor()
      expect(await rows(page).count()).toBe(0)
      expect(await width()).toBe(390)
      await page.goBack()
      await rows(page).getByRole("link", { name: title, exact: true }).first().waitFor()
      const kept = await page.evaluate(() => document.querySelector("[role=table]")!.parentElement!.scrollTop)
      expect(kept).toBeGreaterThan(0)
    },
    { phone: true }
  ))

it("follows the system into the dark, and a person's own choice before it", () =>
  visit(
    async ({ page }) => {
      await openQueue(page)
      const scheme = () => page.getAttribute("html", "data-mantine-color-scheme")
      expect(await scheme()).toBe("dark")
      await page.getByRole("button", { name: "Оформление: как в системе" }).click()
      await page.getByRole("button", { name: "Оформление: светлое" }).waitFor()
      await page.reload()
      await rows(page).first().waitFor()
      expect(await scheme()).toBe("light")
    },
    { dark: true }
  ))

const looks: ReadonlyArray<readonly [string, Look]> = [
  ["wide and light", {}],
  ["wide and dark", { dark: true }],
  ["on a phone", { phone: true }],
  ["on a phone in the dark, in English", { phone: true, dark: true, english: true }]
]

it.each(looks)("has nothing that axe finds and nothing that jumps, %s", (_, look) =>
  visit(async ({ page }) => {
    await openQueue(page)
    await expectAccessible(page)
    await expectStill(page)
    const theme = (await rows(page).getByRole("link").first().getAttribute("href")) ?? ""
    await page.goto(theme)
    await page.locator("#messages li").first().waitFor()
    await expectAccessible(page)
    await expectStill(page)
    await page.goto("/runs")
    await page.getByRole("row").nth(1).waitFor()
    await expectAccessible(page)
    await expectStill(page)
  }, look)
)

it("has nothing that axe finds while its lists and windows are open", () =>
  visit(async ({ page }) => {
    await openQueue(page)
    for (const open of [/^Период/, /^Сервис/, "Выгрузить", "Клавиши"]) {
      await page.getByRole("button", { name: open }).click()
      await expectAccessible(page)
      await page.keyboard.press("Escape")
    }
    await page.goto("/?text=щщщщщщ")
    await page.getByText("Под такой отбор не попала ни одна тема").waitFor()
    await expectAccessible(page)
  }))
