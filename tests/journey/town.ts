import { cpSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, expect } from "vitest"
import { browser } from "../browser.ts"
import { builtStore, city, type City } from "../city.ts"
import { visitor, type Look, type Visitor } from "./visitor.ts"

interface Options {
  /** has a store of its own, which visitors may change */
  readonly own?: boolean
  readonly settings?: (url: string) => Readonly<Record<string, string>>
  /** complaints of the browser that journeys mean to meet */
  readonly meant?: RegExp
}

export interface Town {
  /** stands from the first journey to the last */
  city: City
  readonly enter: (look?: Look) => Promise<Visitor>
  /** A journey by a fresh browser, of which it must not complain. */
  readonly visit: (journey: (visitor: Visitor) => Promise<void>, look?: Look) => Promise<void>
}

const ownFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "otklik-town-"))
  cpSync(builtStore(), folder, { recursive: true })
  return folder
}

/** What the journeys of a file visit. */
export const inTown = ({ meant, own = false, settings }: Options = {}): Town => {
  let chromium: Browser | undefined
  const town = {
    enter: (look) => visitor(chromium!, town.city.url, look),
    visit: async (journey, look) => {
      const person = await town.enter(look)
      await journey(person).finally(person.leave)
      expect(person.complaints.filter((complaint) => !meant?.test(complaint))).toEqual([])
    }
  } as Town
  beforeAll(async () => {
    const folder = own ? ownFolder() : builtStore()
    ;[chromium, town.city] = await Promise.all([browser(), city(folder, "inherit", settings)])
  })
  afterAll(async () => {
    await Promise.all([chromium?.close(), town.city?.stop()])
    if (own && town.city) rmSync(town.city.folder, { recursive: true, force: true })
  })
  return town
}
