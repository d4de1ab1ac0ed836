import { join } from "node:path"
import { expect, it } from "vitest"
import { otklik } from "../city.ts"
import { expectAccessible, expectStill, openQueue, rows, type Look, type Visitor } from "./visitor.ts"
import { inTown } from "./town.ts"

const town = inTown({ own: true })
const { visit } = town

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
    await expect.poll(() => databaseOf(page), { timeout: 30_000 }).toBe("ready")
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

interface Served {
  readonly id: string
  readonly current: boolean
  readonly model: { readonly name: string; readonly hash: string }
}

const snapshotsOf = async (page: Visitor["page"]) =>
  ((await (await page.request.get("/api/snapshots")).json()) as { items: ReadonlyArray<Served> }).items

const titlesOf = (page: Visitor["page"]) => rows(page).getByRole("link").allTextContents()

it("keeps a stand-up under a name, publishes other weights, and tells after the build who moved since then and why", () =>
  visit(async ({ page }) => {
    await openQueue(page)
    const [before] = await snapshotsOf(page)
    const was = await titlesOf(page)
    await page.getByRole("button", { name: "срез планёрки" }).click()
    await expectAccessible(page)
    await page.getByLabel("Как назвать").fill("Планёрка ноября")
    await page.getByRole("button", { name: "Закрепить" }).click()
    await page.getByRole("button", { name: "Планёрка ноября" }).waitFor()

    await page.goto("/model")
    await page.getByRole("slider", { name: /^Острота/ }).fill("90")
    await page.getByText(/^Сдвинул[а-я]+ бы \d+ тем/).waitFor()
    await expect.poll(() => databaseOf(page), { timeout: 30_000 }).toBe("ready")
    await page.getByLabel("Название черновика").fill("Сначала острое")
    await page.getByRole("button", { name: "Сохранить черновик" }).click()
    await page.getByLabel("Почему считать так").fill("Решение планёрки ноября")
    const expected = await page.locator("[data-side=to] a").allTextContents()
    await page.getByRole("button", { name: "Опубликовать" }).click()
    await page.getByText(/^Модель опубликована: очередь пересчитается при следующей сборке/).waitFor()

    otklik(join(town.city.folder, "store"), "build")
    await openQueue(page)
    const [now, ...past] = await snapshotsOf(page)
    expect(past[0]).toEqual({ ...before, current: false, pinned: true, name: "Планёрка ноября" })
    expect(now!.model.hash).not.toBe(before!.model.hash)
    expect((await titlesOf(page)).slice(0, 10)).toEqual(expected.slice(0, 10))
    const moved = page.locator("[data-way=up]").first()
    expect(await moved.textContent()).toMatch(/^↑\d+С планёрки .+ поднялась на \d+ мест.*новая модель [+−]/)

    await expectStill(page)
    await expectAccessible(page)

    await page.goto((await rows(page).getByRole("link").first().getAttribute("href"))!)
    const theme = page.getByRole("article")
    await theme.getByText(/^С планёрки /).waitFor()
    await theme.locator(".recharts-surface").first().waitFor()
    await expectStill(page)
    await page.goto("/model")
    await page.getByRole("button", { name: /Сначала острое .*действует$/ }).waitFor()
    await page.getByText(/Решение планёрки ноября$/).waitFor()

    await page.goto("/")
    await page.getByRole("button", { name: /^срез \d/ }).click()
    await page.getByRole("button", { name: /Планёрка ноября$/ }).click()
    await page.getByText(/^Прошлое: так очередь выглядела/).waitFor()
    await expect.poll(() => titlesOf(page), { timeout: 20_000 }).toEqual(was)
  }))
