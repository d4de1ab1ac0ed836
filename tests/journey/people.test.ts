import { afterAll, beforeAll, expect, it } from "vitest"
import { client, startProvider } from "../api/stub-provider.ts"
import { inTown } from "./town.ts"
import { expectAccessible, type Visitor } from "./visitor.ts"

const password = "лошадь скрепка батарея"
const phone = { phone: true, english: true } as const

let provider: Awaited<ReturnType<typeof startProvider>>
beforeAll(async () => {
  provider = await startProvider()
})
afterAll(() => provider?.stop())

/** A browser complains of every refusal that it was meant to meet. */
const meant = /status of (401|403|400|503)/
const town = inTown({
  own: true,
  meant,
  settings: (url) => ({
    OTKLIK_DEMONSTRATION: "off",
    OTKLIK_URL: url,
    OTKLIK_OIDC_ISSUER: provider.stub.issuer.href,
    OTKLIK_OIDC_CLIENT: client.id,
    OTKLIK_OIDC_SECRET: client.secret,
    OTKLIK_OIDC_ROLES: "mes-planners=planner,mes-curators=curator"
  })
})
const { visit } = town

let boss: Visitor
beforeAll(async () => {
  boss = await town.enter()
})
afterAll(() => boss?.leave())

let link = ""

it("makes the first administrator by the link that the server printed, and others by links of theirs", async () => {
  const { page } = boss
  await page.goto(await town.city.said(/http\S+\/welcome#[\w-]+/))
  await page.getByLabel("Новый пароль").fill(password)
  await page.getByRole("button", { name: "Начать работу" }).click()
  await page.getByLabel("Имя и фамилия").fill("Анна Седова")
  await page.getByLabel("Имя для входа").fill("anna")
  await expectAccessible(page)
  await page.getByLabel("Новый пароль").fill(password)
  await page.getByRole("button", { name: "Начать работу" }).click()
  await page.getByText("Анна Седова").waitFor()
  await page.goto("/people")
  await page.getByLabel("Имя и фамилия").fill("Вера Лебедева")
  await page.getByLabel("Имя для входа").fill("vera")
  await page.getByLabel("Роль", { exact: true }).first().selectOption("curator")
  await page.getByRole("button", { name: "Добавить" }).click()
  await page.getByText("Ссылка для входа: Вера Лебедева").waitFor()
  link = (await page.locator("pre").textContent())!.trim()
  await expectAccessible(page)
})

it("lets a curator in on a phone, who is told that no schools are theirs yet, and minds the account", async () => {
  await visit(async ({ page }) => {
    await page.goto(link)
    await page.getByLabel("New password").fill(password)
    await page.getByRole("button", { name: "Start" }).click()
    await page.waitForURL("/")
    await page.goto("/inbox")
    await page.getByText("No schools are yours yet").waitFor()
    await page.goto("/account")
    await page.getByRole("heading", { name: "Вера Лебедева" }).waitFor()
    await page.getByText("this session").waitFor()
    await expectAccessible(page)
    await page.getByLabel("Password now").fill("не тот пароль совсем")
    await page.getByLabel("New password").fill(`${password} два`)
    await page.getByRole("button", { name: "Change the password" }).click()
    await page.getByText(/does not fit/).waitFor()
    await page.getByLabel("Password now").fill(password)
    await page.getByRole("button", { name: "Change the password" }).click()
    await page.getByText("The password is changed").waitFor()
  }, phone)
})

it("gives schools to a curator, and the audit tells who came in and what was changed", async () => {
  const { page } = boss
  await page.goto("/schools")
  await page.getByRole("checkbox").first().check()
  await page.getByRole("checkbox").nth(1).check()
  await page.getByLabel("С какого дня").fill("2026-09-01")
  await expectAccessible(page)
  await page.getByRole("button", { name: "Назначить", exact: true }).click()
  await page.getByText("Назначено школ: 2").waitFor()
  await page.goto("/audit?kind=sign_in_refused")
  await page.getByText("Под этот отбор ничего не подошло").waitFor()
  await page.goto("/audit")
  await page.getByText("Вера Лебедева: 2 школы").waitFor()
  await expectAccessible(page)
})

it("signs in by the organisation's account, comes back to the page that was asked for, and is named in the story", async () => {
  provider.stub.somebody = { sub: "7", preferred_username: "gai", name: "Нина Гай", groups: ["mes-planners"] }
  await visit(async ({ page }) => {
    await page.goto("/themes/T1")
    await page.getByRole("button", { name: "Войти через учётную запись организации" }).waitFor()
    await page.getByRole("button", { name: "Войти через учётную запись организации" }).click()
    await page.waitForURL("/themes/T1")
    await page.getByRole("button", { name: "Взять себе" }).click()
    await page.getByText(/^Ведёт Нина Гай/).waitFor()
  })
  await boss.page.goto("/themes/T1")
  await boss.page.getByText(/^Ведёт Нина Гай/).waitFor()
})

it("says why the organisation's account does not let in, and lets try again", async () => {
  provider.stub.somebody = { sub: "8", name: "Кто-то", groups: ["others"] }
  await visit(async ({ page }) => {
    await page.goto("/")
    await page.getByRole("button", { name: "Sign in with the organisation's account" }).click()
    await page.getByText(/none of its groups opens Otklik/).waitFor()
    await expectAccessible(page)
    provider.stub.refusing = true
    await page.getByRole("button", { name: "Sign in again" }).click()
    await page.getByRole("button", { name: "Sign in with the organisation's account" }).click()
    await page.getByText(/was called off/).waitFor()
  }, phone)
  provider.stub.refusing = false
})

it("ends a person's sessions, whose open page asks them to sign in", async () => {
  await visit(async ({ page }) => {
    await page.goto("/")
    await page.getByLabel("Имя для входа").fill("vera")
    await page.getByLabel("Пароль").fill(`${password} два`)
    await page.getByRole("button", { name: "Войти", exact: true }).click()
    await page.getByText("Вера Лебедева").waitFor()
    await boss.page.goto("/people")
    await boss.page.getByRole("row", { name: /Вера Лебедева/ }).waitFor()
    await boss.page
      .getByRole("row", { name: /Вера Лебедева/ })
      .getByRole("button", { name: "Завершить сеансы" })
      .click()
    await boss.page
      .getByRole("row", { name: /Вера Лебедева/ })
      .getByRole("button", { name: "Завершить сеансы", disabled: true })
      .waitFor()
    await page.goto("/inbox")
    await page.getByRole("heading", { name: "Вход" }).waitFor()
  })
  expect(boss.complaints.filter((complaint) => !meant.test(complaint))).toEqual([])
})

it("fits a phone with every list of people and schools, light and dark", async () => {
  const { page } = boss
  await page.setViewportSize({ width: 390, height: 844 })
  for (const [index, at] of ["/people", "/schools", "/audit", "/account"].entries()) {
    await page.emulateMedia({ colorScheme: index % 2 === 0 ? "dark" : "light" })
    await page.goto(at)
    await page.getByRole("table").first().waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await expectAccessible(page)
  }
})
