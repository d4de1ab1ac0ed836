import { expect, it } from "vitest"
import { otklik } from "../city.ts"
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { ask, buildDecided, entries, openInbox, until } from "./deciding.ts"
import { expectAccessible, type Look } from "./visitor.ts"
import { inTown } from "./town.ts"

const town = inTown({ own: true })
const { visit } = town

interface Waiting {
  readonly items: ReadonlyArray<{
    readonly message: { readonly id: string }
    readonly candidates: ReadonlyArray<{ readonly theme: string }>
  }>
}

const verdictNames = ["system", "method", "data", "access", "idea", "content", "thanks", "noise"]

it("tags thirty, corrects five, merges, undoes and splits by keyboard alone, and it holds after a build", () =>
  visit(async ({ page }) => {
    const { items } = await until(
      () => ask<Partial<Waiting>>(page, "/api/inbox?limit=40"),
      (answer): answer is Waiting => answer.items !== undefined
    )
    const ids = items.map(({ message }) => message.id)
    await openInbox(page)
    const given = new Map<string, string>()
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press(String(1 + (i % 6)))
      given.set(ids[i]!, verdictNames[i % 6]!)
    }
    for (let back = 1; back <= 5; back++) {
      for (let i = 0; i < back; i++) await page.keyboard.press("k")
      await page.keyboard.press("8")
      given.set(ids[30 - back]!, "noise")
    }
    const told = await until(
      () => entries(page, "verdict"),
      (found) => found.length === 35
    )
    const last = new Map(told.toReversed().map(({ change, subject }) => [subject, change.verdict]))
    expect(last).toEqual(given)

    await page.keyboard.press("m")
    await page.getByRole("dialog").getByRole("option").first().waitFor()
    await page.keyboard.press("Enter")
    await page.getByRole("dialog").waitFor({ state: "hidden" })
    await until(
      () => entries(page, "merge"),
      (found) => found.length === 1
    )
    await page.keyboard.press("u")
    await until(
      () => entries(page, "merge"),
      ([merge]) => merge?.undoneBy !== null
    )

    const apart = items[30]!
    await page.keyboard.press("s")
    const [split] = await until(
      () => entries(page, "split"),
      (found) => found.length === 1
    )
    expect(split!.change.messages).toEqual([apart.message.id])

    await buildDecided(page, join(town.city.folder, "store"))
    const held = await until(
      () => entries(page, "split"),
      ([one]) => one?.pending === false
    )
    expect(held).toHaveLength(1)
    expect((await entries(page, "verdict")).every(({ pending }) => !pending)).toBe(true)
    const left = await ask<{ items: ReadonlyArray<{ id: string }> }>(
      page,
      `/api/themes/${apart.candidates[0]!.theme}/messages?limit=500`
    )
    expect(left.items.map(({ id }) => id)).not.toContain(apart.message.id)
    const { parted } = await ask<{ parted: ReadonlyArray<{ theme: string }> }>(
      page,
      `/api/requests/${apart.candidates[0]!.theme}`
    )
    const made = await ask<{ items: ReadonlyArray<{ id: string }> }>(
      page,
      `/api/themes/${parted[0]!.theme}/messages?limit=500`
    )
    expect(made.items.map(({ id }) => id)).toContain(apart.message.id)
  }))

interface Groups {
  readonly item: { readonly messages: number; readonly pending?: boolean }
  readonly requests: ReadonlyArray<{ readonly request: string; readonly messages: number }>
}

it("parts a group and chosen messages off a theme by keyboard alone", () =>
  visit(async ({ page }) => {
    const themeOf = (id: string) => ask<Groups>(page, `/api/themes/${id}`)
    const { items } = await ask<{ items: ReadonlyArray<{ theme: string }> }>(page, "/api/backlog?limit=20")
    const candidates = await Promise.all(
      items.map(async ({ theme }) => ({ theme, ...(await themeOf(theme)) }))
    )
    const { item, theme } = candidates.find(({ requests }) => requests.length > 2)!
    await page.goto(`/themes/${theme}`)
    const part = page.getByRole("button", { name: "Отделить часть…" })
    await part.waitFor({ timeout: 120_000 })
    await part.press("Enter")
    const dialog = page.getByRole("dialog")
    await dialog
      .getByText(/^Отличают слова/)
      .first()
      .waitFor()
    await expectAccessible(page)
    await dialog.getByRole("textbox").fill("Отделено от темы")
    await page.keyboard.press("Enter")
    const [parted] = await until(
      () => entries(page, "split"),
      ([one]) => one?.subject === theme
    )
    const left = item.messages - parted!.messages!
    await until(
      () => themeOf(theme),
      (now) => now.item.messages === left && now.item.pending === true
    )
    await dialog.waitFor({ state: "hidden" })
    await page.getByText("Отделено от темы").first().waitFor()

    await page.keyboard.press("x")
    await page.keyboard.press("x")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Shift+X")
    await page.getByRole("button", { name: "Отделить в новую тему…" }).press("Enter")
    await dialog.getByRole("textbox").fill("Выбранные")
    await dialog.locator("figure").first().waitFor()
    await page.keyboard.press("Enter")
    await until(
      () => entries(page, "split"),
      ([one]) => one?.messages === 3
    )
    await dialog.waitFor({ state: "hidden" })
    await page.getByRole("button", { name: /^Отменить: Отделен.* «Выбранные»/ }).press("Enter")
    await until(
      () => themeOf(theme),
      (now) => now.item.messages === left
    )
  }))

interface Proposed {
  readonly proposal: {
    readonly open: number
    readonly total: number
    readonly changes: ReadonlyArray<{ readonly theme: string; readonly accepted: boolean | null }>
  } | null
}

it("accepts and rejects themes found anew by keyboard, and the next build holds it", () =>
  visit(async ({ page }) => {
    const store = join(town.city.folder, "store")
    const more = join(town.city.folder, "more")
    mkdirSync(more)
    otklik(store, "demo", more, "--messages", "2000", "--seed", "7")
    otklik(store, "import", join(more, "otrs.csv"), join(more, "jira.csv"))
    await buildDecided(page, store, "--refit")
    const proposed = () => ask<Proposed>(page, "/api/proposals")
    const { proposal } = await proposed()
    const [one, other] = proposal!.changes
    await page.goto("/proposals")
    await page.getByRole("listitem").first().waitFor()
    await expectAccessible(page)
    await page.keyboard.press("Enter")
    await page.locator("figure").first().waitFor()
    await page.keyboard.press("a")
    await page.keyboard.press("r")
    await until(proposed, (now) => now.proposal?.open === proposal!.total - 2)
    const found = await ask<{
      items: ReadonlyArray<{ message: { id: string }; from: string | null; to: string | null }>
    }>(page, `/api/proposals/${one!.theme}/messages?limit=1`)
    await buildDecided(page, store)
    const after = await until(proposed, (now) => now.proposal?.changes[0]?.accepted === true)
    expect(after.proposal!.changes[1]).toMatchObject({ theme: other!.theme, accepted: false })
    const { message, to } = found.items[0]!
    const now = await ask<{ items: ReadonlyArray<{ id: string }> }>(
      page,
      `/api/themes/${to}/messages?limit=500`
    )
    expect(now.items.map(({ id }) => id)).toContain(message.id)
    await page.getByRole("button", { name: "Отклонить остальное" }).press("Enter")
    await page.getByText("Всё разобрано").waitFor()
  }))

const looks: ReadonlyArray<readonly [string, Look]> = [
  ["wide in Russian", {}],
  ["on a phone in the dark", { phone: true, dark: true }],
  ["in English", { english: true }]
]

it.each(looks)("is open to everyone, %s", (_, look) =>
  visit(async ({ page }) => {
    await openInbox(page)
    await expectAccessible(page)
    await page.goto("/schools/own")
    await page.getByRole("heading", { level: 2 }).first().waitFor()
    await expectAccessible(page)
    await page.goto("/agreement")
    await page.getByRole("heading", { level: 2 }).first().waitFor()
    await expectAccessible(page)
  }, look)
)
