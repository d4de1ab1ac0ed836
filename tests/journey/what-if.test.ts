import type { Browser } from "playwright-core"
import { afterAll, beforeAll, expect, it } from "vitest"
import { browser } from "../browser.ts"
import { city, type City } from "../city.ts"
import { expectAccessible, expectStill, visitor, type Look, type Visitor } from "./visitor.ts"

let chromium: Browser
let town: City
beforeAll(async () => {
  ;[chromium, town] = await Promise.all([browser(), city()])
})
afterAll(() => Promise.all([chromium?.close(), town?.stop()]))

const visit = async (journey: (visitor: Visitor) => Promise<void>, look: Look = {}) => {
  const person = await visitor(chromium, town.url, look)
  await journey(person).finally(person.leave)
  expect(person.complaints).toEqual([])
}

const databaseOf = async (page: Visitor["page"]) =>
  ((await (await page.request.get("/api/health")).json()) as { database: { state: string } }).database.state

it("re-weighs the queue in the address, keeps it as a draft, and drops it again", () =>
  visit(async ({ page }) => {
    await page.goto("/model")
    await page.getByText("Порядок тот же, что сейчас.").waitFor()
    await page.getByRole("slider", { name: /^Динамика/ }).fill("90")
    await page.getByText(/^Сдвинул[а-я]+ бы \d+ тем/).waitFor()
    expect(new URL(page.url()).searchParams.get("trend")).toBe("90")
    await page.reload()
    await page.getByText(/^Сдвинул[а-я]+ бы \d+ тем/).waitFor()
    await expect.poll(() => databaseOf(page)).toBe("ready")
    await page.getByLabel("Название черновика").fill("Важнее то, что растёт")
    await page.getByRole("button", { name: "Сохранить черновик" }).click()
    await page.getByRole("button", { name: /Начать с модели Важнее то, что растёт .*черновик$/ }).waitFor()
    expect(new URL(page.url()).searchParams.get("base")).toMatch(/^draft-/)
    await page.getByText(/^Сдвинул[а-я]+ бы \d+ тем/).waitFor()
    await page.getByRole("button", { name: "Удалить черновик" }).click()
    await page.getByText("Порядок тот же, что сейчас.").waitFor()
  }))

it("says what is wrong with anchors that are out of order", () =>
  visit(async ({ page }) => {
    await page.goto("/model?at_reach=0,0.5,0.2")
    await page
      .getByRole("alert")
      .getByText(/Опорные точки части «reach»/)
      .waitFor()
  }))

const looks: ReadonlyArray<readonly [string, Look]> = [
  ["wide", {}],
  ["on a phone in the dark, in English", { phone: true, dark: true, english: true }]
]

it.each(looks)("has nothing that axe finds and nothing that jumps, %s", (_, look) =>
  visit(async ({ page }) => {
    await page.goto("/model?trend=90")
    await page.locator("[data-side=to] a").nth(20).waitFor()
    await expectStill(page)
    for (const summary of await page.locator("summary").all()) await summary.click()
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(look.phone ? 390 : 1440)
  }, look)
)
