import type { Page } from "playwright-core"
import { beforeAll, expect, it } from "vitest"
import { until } from "./deciding.ts"
import { expectAccessible } from "./visitor.ts"
import { inTown } from "./town.ts"

const town = inTown({ own: true })
const { visit } = town
beforeAll(async () => {
  await until(
    () => fetch(`${town.city.url}/api/requests/T1`),
    ({ ok }) => ok
  )
})

/** Becomes one of the ready people of the demonstration. */
const become = async (page: Page, person: string) => {
  await page.goto("/schools/own")
  const status = await page.evaluate(async (name) => {
    const headers = { "content-type": "application/json", "x-otklik": "1" }
    const body = JSON.stringify({ person: name })
    return (await fetch("/api/session", { method: "POST", headers, body })).status
  }, person)
  expect(status).toBe(200)
}

const openDecisions = async (page: Page) => {
  await page.goto("/themes/T1")
  await page.getByRole("heading", { name: /^(Решения|Decisions)$/ }).waitFor()
}

it("takes a request to «Проработка» with a reason, and the story tells it", () =>
  visit(async ({ page }) => {
    await become(page, "demo.planner")
    await openDecisions(page)
    await page.getByRole("button", { name: /^Этап/ }).click()
    await page.getByRole("option", { name: "Проработка" }).click()
    await page.getByRole("textbox", { name: /^Почему/ }).fill("Пишут из всех округов")
    await page.getByRole("button", { name: "Перевести" }).click()
    await page.getByText("Этап: Проработка").waitFor()
    await page.getByText("Пишут из всех округов").waitFor()
    await page.getByRole("button", { name: "Взять себе" }).click()
    await page.getByText(/^Ведёт Нина Гай/).waitFor()
    await page.getByRole("button", { name: "Отменить: Ведёт Нина Гай" }).click()
    await page.getByText("пока никто").waitFor()
    await expectAccessible(page)
  }))

it("saves a view for everyone, which a curator opens and sees own schools alone", async () => {
  await visit(async ({ page }) => {
    await become(page, "demo.planner")
    await page.goto("/?service=journal")
    await page.getByRole("button", { name: "Сохранённые виды" }).click()
    await page.getByRole("textbox", { name: "Как назвать этот вид" }).fill("Журнал")
    await page.getByRole("checkbox", { name: "Показывать всем" }).check()
    await page.getByRole("button", { name: "Сохранить", exact: true }).click()
    await page.getByRole("link", { name: /^Журнал/ }).waitFor()
    await expectAccessible(page)
  })
  await visit(async ({ page }) => {
    await become(page, "demo.curator")
    await page.goto("/schools/own")
    await page.getByRole("heading", { level: 2 }).first().waitFor()
    const schools = await page.getByRole("heading", { level: 2 }).count()
    expect(schools).toBeLessThan(100)
    await page.getByRole("button", { name: "Сохранённые виды" }).click()
    await page.getByRole("link", { name: /^Журнал/ }).click()
    await page.waitForURL(/service=journal/)
    expect(await page.getByRole("button", { name: /^Этап/ }).count()).toBe(0)
  })
})

it("shows what others decided, in English and on a phone", () =>
  visit(
    async ({ page }) => {
      await become(page, "demo.leadership")
      await page.goto("/changes")
      await page.getByText("Stage: Design").first().waitFor()
      await expectAccessible(page)
      await page.getByRole("button", { name: "Mark as read" }).click()
      await page.getByText("Nothing new").waitFor()
    },
    { english: true, phone: true }
  ))
