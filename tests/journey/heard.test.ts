import { expect, it } from "vitest"
import { expectAccessible, expectStill, type Look } from "./visitor.ts"
import { inTown } from "./town.ts"

const { visit } = inTown()

it("says who is heard and lists the silent schools of a district that is pressed", () =>
  visit(async ({ page }) => {
    await page.goto("/coverage")
    await page.getByText(/^Слышн[аы] \d+ школ[аы]? из \d+/).waitFor()
    await page
      .getByRole("group", { name: "Сколько школ слышно по округам" })
      .getByRole("button")
      .first()
      .click()
    await page.getByRole("heading", { name: /^Молчащие школы, ЗелАО/ }).waitFor()
    expect(new URL(page.url()).searchParams.get("district")).toBe("zelao")
    await page.getByRole("button", { name: /^Источник/ }).click()
    await page.getByRole("option", { name: "предложения" }).click()
    await page.waitForURL((url) => url.searchParams.get("family") === "suggestion")
  }))

it("ranks the guides that schools ask for and leads to the theme behind each", () =>
  visit(async ({ page }) => {
    await page.goto("/guides")
    await page.getByRole("heading", { level: 1, name: "Какие материалы написать" }).waitFor()
    const first = page.getByRole("list", { name: "Какие материалы написать" }).getByRole("link").first()
    const title = (await first.textContent()) ?? ""
    await first.click()
    await page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor()
  }))

it("keeps every section within reach on a phone", () =>
  visit(
    async ({ page }) => {
      await page.goto("/coverage")
      await page.getByRole("button", { name: "Кто слышен" }).click()
      await page.getByRole("menuitem", { name: "Материалы" }).click()
      await page.getByRole("heading", { level: 1, name: "Какие материалы написать" }).waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    },
    { phone: true }
  ))

const looks: ReadonlyArray<readonly [string, Look]> = [
  ["wide", {}],
  ["on a phone in the dark, in English", { phone: true, dark: true, english: true }]
]

it.each(looks)("has nothing that axe finds and nothing that jumps, %s", (_, look) =>
  visit(async ({ page }) => {
    await page.goto("/coverage")
    await page.getByRole("table").last().waitFor()
    await expectAccessible(page)
    await page.goto("/guides")
    await page.locator("ol li a").first().waitFor()
    await expectStill(page)
    await expectAccessible(page)
    if (look.english)
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Which guides to write")
  }, look)
)
