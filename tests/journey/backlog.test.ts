import { expect, it } from "vitest"
import { expectStill, openQueue, rows } from "./visitor.ts"
import { inTown } from "./town.ts"

const { enter, visit } = inTown()

const number = (text: string) => Number(text.replace(/\D/g, ""))

it("shows the ranked queue with its reach, score and date, and nothing jumps", () =>
  visit(async ({ page }) => {
    await openQueue(page)
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Очередь на реализацию")
    expect(await page.getByRole("button", { name: /^срез\s?\d+\s\S+/ }).count()).toBe(1)
    const places = (await rows(page).locator("[role=cell]:first-child span span").allTextContents()).map(
      number
    )
    expect(places[0]).toBe(1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    const scores = await rows(page).getByRole("img", { name: /^Балл/ }).allTextContents()
    const values = scores.map(number)
    expect(values).toEqual(values.toSorted((a, b) => b - a))
    await expectStill(page)
  }))

it("prints every theme of the queue with its date and without controls, light even from the dark", () =>
  visit(
    async ({ page }) => {
      await openQueue(page)
      const { total } = (await (await page.request.get("/api/backlog")).json()) as { total: number }
      expect(await rows(page).count()).toBeLessThan(total)
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")))
      await page.emulateMedia({ media: "print" })
      expect(await rows(page).count()).toBe(total)
      expect(await rows(page).last().isVisible()).toBe(true)
      expect(await page.getByRole("button", { name: /^срез \d/ }).isVisible()).toBe(true)
      expect(await page.getByRole("button", { name: "Выгрузить" }).isVisible()).toBe(false)
      expect(await page.getByRole("navigation").first().isVisible()).toBe(false)
      expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
        "rgb(255, 255, 255)"
      )
      await page.evaluate(() => dispatchEvent(new Event("afterprint")))
      await page.emulateMedia({ media: "screen" })
      await expect.poll(() => rows(page).count()).toBeLessThan(total)
    },
    { dark: true }
  ))

it("narrows by service in the address, says that ranks are the slice's own, and goes back", () =>
  visit(async ({ page }) => {
    await openQueue(page)
    await page.getByRole("button", { name: /^Сервис/ }).click()
    await page.getByRole("option").nth(1).click()
    await page.getByText("места и баллы пересчитаны по выбранным сообщениям").waitFor()
    expect(new URL(page.url()).searchParams.get("service")).toBe("journal")
    expect(
      await page
        .getByText(/ из \d+/)
        .first()
        .textContent()
    ).toMatch(/^\d+ тем[аы]? из \d+/)
    await page.goBack()
    await page
      .getByText(/из .*сообщен.*школ/)
      .first()
      .waitFor()
    expect(new URL(page.url()).search).toBe("")
  }))

it("opens an address that a colleague sent, with all its conditions", () =>
  visit(async ({ page }) => {
    await openQueue(page, "/?role=teacher&sort=schools")
    expect(await page.getByRole("button", { name: /^Роль/ }).textContent()).toContain("учитель")
    expect(await page.getByRole("columnheader", { name: "Школ" }).getAttribute("aria-sort")).toBe(
      "descending"
    )
    const reach = (await rows(page).locator("b").first().textContent()) ?? ""
    expect(number(reach)).toBeGreaterThan(0)
  }))

it("finds a theme by a word of its title", () =>
  visit(async ({ page }) => {
    await openQueue(page)
    const title = (await rows(page).getByRole("link").first().textContent()) ?? ""
    const word = title.split(/[^\p{L}]+/u).toSorted((a, b) => b.length - a.length)[0] ?? ""
    await page.getByRole("searchbox").fill(word)
    await page.waitForURL((url) => url.searchParams.get("text") === word)
    await page.getByText(/^\d+ тем[аы]? из \d+/).waitFor()
    expect(await rows(page).getByRole("link").allTextContents()).toContain(title)
  }))

it("offers the filtered set as files, and says so when nothing is found", () =>
  visit(async ({ page }) => {
    await openQueue(page, "/?role=teacher")
    await page.getByRole("button", { name: "Выгрузить" }).click()
    const href = await page.getByRole("menuitem", { name: "CSV для Excel" }).getAttribute("href")
    expect(href).toBe("/api/backlog/export/csv?role=teacher")
    const file = await page.request.get(href ?? "")
    expect(file.status()).toBe(200)
    expect([...(await file.body()).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    await page.goto("/?text=щщщщщщ")
    await page.getByText("Под такой отбор не попала ни одна тема").waitFor()
  }))

it("explains a theme down to its messages and comes back to the same list", () =>
  visit(async ({ page }) => {
    await openQueue(page, "/?sort=schools")
    const link = rows(page).getByRole("link").nth(2)
    const title = (await link.textContent()) ?? ""
    await link.click()
    await page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor()
    expect(new URL(page.url()).pathname).toMatch(/^\/themes\/T\d+$/)
    expect(await rows(page).count()).toBeGreaterThan(2)
    const theme = page.getByRole("article")
    await theme.getByText("Почему на этом месте").waitFor()
    const adds = (await theme.locator("ol li b:last-child").allTextContents()).map((text) =>
      Number(text.replace(",", ".").replace("−", "-"))
    )
    const sum = adds.slice(0, -1).reduce((total, value) => total + value, 0)
    expect(Math.abs(sum - (adds.at(-1) ?? 0))).toBeLessThan(0.3)
    const role = theme.getByRole("list", { name: "Роли" }).getByRole("button").first()
    const heard = number((await role.locator("span").nth(3).textContent()) ?? "")
    await role.click()
    await theme.getByText(/^Только:/).waitFor()
    await theme
      .locator("#messages")
      .getByText(new RegExp(`^${heard} сообщени`))
      .waitFor()
    await page.getByRole("link", { name: "Закрыть тему" }).click()
    await page.getByRole("heading", { level: 1, name: "Очередь на реализацию" }).waitFor()
    expect(new URL(page.url()).search).toBe("?sort=schools")
  }))

it("shows every import as read = landed + duplicates + quarantined, down to the quarantined rows", () =>
  visit(async ({ page }) => {
    await page.goto("/runs")
    await page.getByRole("row").nth(1).waitFor()
    for (const row of (await page.getByRole("row").all()).slice(1)) {
      const [read = 0, landed = 0, duplicates = 0, quarantined = 0] = (
        await row.locator("td[data-count]").allTextContents()
      ).map(number)
      expect(read).toBe(landed + duplicates + quarantined)
    }
    const down = page.getByRole("link", { name: /в карантине$/ }).first()
    const waiting = number((await down.textContent()) ?? "")
    await down.click()
    await page
      .locator("#quarantine")
      .getByText(new RegExp(`^${waiting} строк`))
      .waitFor()
    expect(new URL(page.url()).searchParams.get("run")).toBeTruthy()
  }))

it("says what to do where an address leads nowhere", async () => {
  const person = await enter()
  await person.page.goto("/nowhere")
  await person.page.getByText("Такой страницы нет").waitFor()
  await person.page.goto("/themes/T999999999")
  await person.page.getByRole("article").getByText("Тема не загрузилась").waitFor()
  await person.leave()
})
