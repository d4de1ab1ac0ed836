import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import type { Browser, Page } from "playwright-core"
import { expect } from "vitest"

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

export interface Look {
  readonly phone?: boolean
  readonly dark?: boolean
  readonly english?: boolean
}

export interface Visitor {
  readonly page: Page
  /** what the browser complained of: script errors, blocked content, failed loads */
  readonly complaints: ReadonlyArray<string>
  readonly leave: () => Promise<void>
}

const watchShifts = () => {
  const seen = globalThis as unknown as { shifts: Array<string> }
  seen.shifts = []
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as ReadonlyArray<{
      value: number
      hadRecentInput: boolean
    }>)
      if (!entry.hadRecentInput) seen.shifts.push(entry.value.toFixed(5))
  }).observe({ type: "layout-shift", buffered: true })
}

/** A person with a fresh browser: wide or phone, light or dark, Russian or English. */
export const visitor = async (browser: Browser, url: string, look: Look = {}): Promise<Visitor> => {
  const context = await browser.newContext({
    baseURL: url,
    viewport: look.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    hasTouch: look.phone ?? false,
    colorScheme: look.dark ? "dark" : "light",
    locale: "ru-RU"
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const complaints: Array<string> = []
  page.on("pageerror", (error) => complaints.push(error.message))
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()))
  await page.addInitScript(watchShifts)
  if (look.english) await page.addInitScript(() => localStorage.setItem("otklik-language", "en"))
  return { page, complaints, leave: () => context.close() }
}

/** Fails with the rule, the sentence and the elements of whatever axe-core finds on the page as it is now. */
export const expectAccessible = async (page: Page): Promise<void> => {
  await page.evaluate(axe)
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: () => Promise<{
          violations: ReadonlyArray<{ id: string; nodes: ReadonlyArray<{ html: string }> }>
        }>
      }
    }
    const { violations } = await axe.run()
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" ")}`
    )
  })
  expect(found).toEqual([])
}

/** Fails when anything moved by itself since the page was opened. */
export const expectStill = async (page: Page): Promise<void> =>
  expect(
    await page.evaluate(() => (globalThis as unknown as { shifts: ReadonlyArray<string> }).shifts)
  ).toEqual([])

/** The rows of the queue that are drawn now. */
export const rows = (page: Page) => page.locator("[role=row][data-index]")

/** Opens an address of the queue and waits until themes are drawn. */
export const openQueue = async (page: Page, address = "/"): Promise<void> => {
  await page.goto(address)
  await rows(page).first().waitFor()
}
