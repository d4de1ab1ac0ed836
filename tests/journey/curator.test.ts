import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, it } from "vitest"
import { browser } from "../browser.ts"
import { builtStore, city, otklik, type City } from "../city.ts"
import { cpSync, mkdirSync, mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expectAccessible, visitor, type Look, type Visitor } from "./visitor.ts"

let chromium: Browser
let town: City
beforeAll(async () => {
  const folder = join(mkdtempSync(join(tmpdir(), "otklik-curator-")), "city")
  cpSync(builtStore(), folder, { recursive: true })
  ;[chromium, town] = await Promise.all([browser(), city(folder)])
})
afterAll(() => Promise.all([chromium?.close(), town?.stop()]))

/** A browser complains of answers that fail: where they are meant to, `forgiving` is asked for. */
const visit = async (
  journey: (visitor: Visitor) => Promise<void>,
  { forgiving = false, ...look }: Look & { readonly forgiving?: boolean } = {}
) => {
  const person = await visitor(chromium, town.url, look)
  await journey(person).finally(person.leave)
  expect(person.complaints.filter((it) => !forgiving || !it.startsWith("Failed to load"))).toEqual([])
}

interface Entry {
  readonly id: string
  readonly subject: string
  readonly change: {
    readonly kind: string
    readonly verdict?: string
    readonly messages?: ReadonlyArray<string>
  }
  /** of a split */
  readonly messages?: number
  readonly undoneBy: string | null
  readonly pending: boolean
}

interface Waiting {
  readonly items: ReadonlyArray<{
    readonly message: { readonly id: string }
    readonly candidates: ReadonlyArray<{ readonly theme: string }>
  }>
}

const ask = async <A>(page: Page, url: string): Promise<A> =>
  (await page.request.get(url)).json() as Promise<A>
const entries = async (page: Page, kind: string) =>
  (await ask<{ items: ReadonlyArray<Entry> }>(page, `/api/decisions?kind=${kind}&limit=100`)).items

const verdictNames = ["system", "method", "data", "access", "idea", "content", "thanks", "noise"]

const openInbox = async (page: Page) => {
  await page.goto("/inbox")
  await page.getByRole("article", { name: /Сообщение|Message/ }).waitFor({ timeout: 120_000 })
}

/** Waits until the server tells as much: its database opens, and decisions are sent, in the background. */
const until = async <A, B extends A = A>(
  read: () => Promise<A>,
  holds: ((value: A) => value is B) | ((value: A) => boolean)
): Promise<B> => {
  const [value, end] = [await read(), performance.now() + 90_000]
  for (let now = value; ; now = await read()) {
    if (holds(now)) return now as B
    if (performance.now() > end)
      throw new Error(`it never came to hold: ${JSON.stringify(now).slice(0, 2_000)}`)
  }
}

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

    otklik(join(town.folder, "store"), "build")
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
    await page.getByRole("button", { name: "Отделить часть…" }).press("Enter")
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
    await page.getByText("Отделено от темы").waitFor()

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
    const store = join(town.folder, "store")
    mkdirSync(join(town.folder, "more"))
    otklik(store, "demo", join(town.folder, "more"), "--messages", "1500", "--seed", "7")
    otklik(store, "run", "--from", join(town.folder, "more"))
    otklik(store, "build", "--refit")
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
    otklik(store, "build")
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

it("keeps what was being typed, letter by letter: notes, titles and reasons", () =>
  visit(
    async ({ page }) => {
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
    },
    { forgiving: true }
  ))

it("says that the connection is lost, keeps what is decided meanwhile, and catches up by itself", () =>
  visit(
    async ({ page }) => {
      const port = Number(new URL(town.url).port)
      await openInbox(page)
      const before = (await entries(page, "verdict")).length
      await page.keyboard.press("1")
      await until(
        () => entries(page, "verdict"),
        (found) => found.length === before + 1
      )
      await page.getByText(/с на сообщение/).waitFor()
      await town.stop()
      await page.getByText("Связь с сервером потеряна").waitFor()
      await page.keyboard.press("2")
      await page.keyboard.press("3")
      await page.getByText(/2 решения ещё не отправлены/).waitFor()
      town = await city(town.folder, "inherit", undefined, port)
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
    },
    { forgiving: true }
  ))
