import { expect, it } from "vitest"
import { expectAccessible, expectStill, openQueue, rows, type Look } from "./visitor.ts"
import { inTown } from "./town.ts"

const { visit } = inTown()

it("says why the first theme is first and leads to the second, which says how far it is behind", () =>
  visit(async ({ page }) => {
    await openQueue(page)
    const titles = await rows(page).getByRole("link").allTextContents()
    await rows(page).getByRole("link").first().click()
    const theme = page.getByRole("article")
    await theme
      .getByText(/^О ней пиш[еу]т \d+ школ[аы]? из \d+, это \d+ балл[аов]* из 100 за охват$/)
      .waitFor()
    await theme.getByRole("heading", { name: "Кто рядом и что поменяло бы их местами" }).waitFor()
    await theme.getByText(/^Позади на \d+,\d балла/).waitFor()
    await theme.getByRole("link", { name: titles[1]!, exact: true }).click()
    await page.getByRole("heading", { level: 1, name: titles[1]!, exact: true }).waitFor()
    await theme.getByText(/^Впереди на \d+,\d балла/).waitFor()
    await theme.getByRole("heading", { name: "История места" }).waitFor()
  }))

it("opens a past date from the queue, says that it is the past, and leads back", () =>
  visit(async ({ page }) => {
    await openQueue(page)
    await page.getByRole("button", { name: /^срез \d/ }).click()
    await expectAccessible(page)
    await page.getByRole("button", { name: /сейчас$/ }).click()
    const { items } = (await (await page.request.get("/api/snapshots")).json()) as {
      items: ReadonlyArray<{ id: string }>
    }
    await openQueue(page, `/?as_of=${items[0]?.id}`)
    await page.getByText(/^Прошлое: так очередь выглядела/).waitFor()
    await page.getByRole("button", { name: "Вернуться к сегодняшней" }).click()
    await page.waitForURL((url) => url.search === "")
  }))

it("compares two slices with places of their own, and says where there is nothing to compare", () =>
  visit(async ({ page }) => {
    await page.goto("/compare")
    await page.getByText("Сравнить пока не с чем").waitFor()
    await page.getByRole("group", { name: "Стало" }).getByRole("button", { name: /^Роль/ }).click()
    await page.getByRole("option", { name: "учитель" }).click()
    await page.getByText(/^Темы: /).waitFor()
    expect(new URL(page.url()).searchParams.get("right_role")).toBe("teacher")
    await page.getByText(/свои места$/).waitFor()
    await page.getByRole("heading", { name: "Кто сдвинулся сильнее и почему" }).waitFor()
  }))

const looks: ReadonlyArray<readonly [string, Look]> = [
  ["wide", {}],
  ["on a phone in the dark, in English", { phone: true, dark: true, english: true }]
]

it.each(looks)("has nothing that axe finds and nothing that jumps, %s", (_, look) =>
  visit(async ({ page }) => {
    await page.goto("/compare?right_role=teacher")
    await page.getByRole("table").waitFor()
    await expectStill(page)
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(look.phone ? 390 : 1440)
  }, look)
)
