import { NodeServices } from "@effect/platform-node"
import { writeCity } from "@otklik/pipeline/demo/city"
import { Effect } from "effect"
import { createHash } from "node:crypto"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { readExports } from "./exports.ts"

interface Truth {
  readonly id: string
  readonly source: string
  readonly label: string | null
  readonly noise: boolean
  readonly campaign: boolean
  readonly copyOf: string | null
  readonly personal: ReadonlyArray<{ readonly type: string; readonly value: string }>
  readonly decoys: ReadonlyArray<string>
  readonly school: string
  readonly createdAt: string
}

const folders: Array<string> = []

const city = async (messages: number, seed = 1): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), "otklik-demo-"))
  folders.push(folder)
  await Effect.runPromise(
    writeCity({ folder, messages, seed, progress: () => Effect.void }).pipe(
      Effect.provide(NodeServices.layer)
    )
  )
  return folder
}

const hashes = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [
        file.slice(folder.length),
        createHash("sha256").update(readFileSync(file)).digest("hex")
      ])
  )

const truthOf = (folder: string): ReadonlyArray<Truth> =>
  readFileSync(join(folder, "truth.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))

describe("the demonstration city", () => {
  let folder: string
  let truth: ReadonlyArray<Truth>
  const share = (holds: (it: Truth) => boolean) => truth.filter(holds).length / truth.length

  beforeAll(async () => {
    folder = await city(12_000)
    truth = truthOf(folder)
  })

  it("gives the same bytes for the same seed and number, and others for another seed", async () => {
    const [one, two, other] = [await city(1500), await city(1500), await city(1500, 2)].map(hashes)
    expect(two).toEqual(one)
    expect(other["/otrs.csv"]).not.toBe(one["/otrs.csv"])
  })

  it("holds in its exports exactly the messages of the truth", () => {
    const found = Object.entries(readExports(folder)).flatMap(([source, records]) =>
      records.map(({ id }) => `${source} ${id}`)
    )
    expect(found.toSorted()).toEqual(truth.map(({ id, source }) => `${source} ${id}`).toSorted())
    expect(new Set(truth.map(({ id }) => id)).size).toBe(truth.length)
  })

  it("shows every planted personal datum and decoy in the text of its message", () => {
    const texts = new Map(
      Object.entries(readExports(folder)).flatMap(([source, records]) =>
        records.map(({ id, text }) => [`${source} ${id}`, text])
      )
    )
    const missing = truth.flatMap(({ decoys, id, personal, source }) =>
      [...personal.map(({ value }) => value), ...decoys].filter(
        (value) => !texts.get(`${source} ${id}`)?.includes(value)
      )
    )
    expect(missing).toEqual([])
  })

  it("has the shares of real life", () => {
    expect(share((it) => it.noise)).toBeCloseTo(0.07, 1)
    expect(share((it) => it.noise)).toBeGreaterThan(0.055)
    expect(share((it) => it.noise)).toBeLessThan(0.085)
    expect(share((it) => it.personal.length > 0)).toBeGreaterThan(0.12)
    expect(share((it) => it.personal.length > 0)).toBeLessThan(0.19)
    expect(share((it) => it.copyOf !== null)).toBeGreaterThan(0.03)
    const texts = Object.values(readExports(folder)).flat()
    const english =
      texts.filter(({ text }) => /[a-z]{4}/.test(text) && !/[а-яё]{3}/i.test(text)).length / texts.length
    expect(english).toBeGreaterThan(0.015)
    expect(english).toBeLessThan(0.05)
  })

  it("has at least ninety themes with a long tail", () => {
    const sizes = new Map<string, number>()
    for (const { label } of truth) if (label !== null) sizes.set(label, (sizes.get(label) ?? 0) + 1)
    const sorted = [...sizes.values()].sort((a, b) => b - a)
    expect(sorted.length).toBeGreaterThanOrEqual(90)
    expect(sorted[0] / truth.length).toBeLessThan(0.16)
    expect(sorted.at(-1)!).toBeGreaterThanOrEqual(5)
  })

  it("plants an outage of two days, a campaign of four schools and a quiet summer", () => {
    const storm = truth
      .filter(({ label }) => label === "journal_down")
      .map(({ createdAt }) => createdAt.slice(0, 10))
    const during = storm.filter((day) => day === "2026-10-07" || day === "2026-10-08")
    expect(during.length / storm.length).toBeGreaterThan(0.85)
    const campaign = truth.filter((it) => it.campaign)
    expect(campaign.length).toBeGreaterThan(20)
    expect(new Set(campaign.map(({ school }) => school)).size).toBeLessThanOrEqual(4)
    const month = (name: string) => share(({ createdAt }) => createdAt.startsWith(name))
    expect(month("2026-09")).toBeGreaterThan(8 * month("2026-07"))
    expect(truth.at(-1)!.createdAt.slice(0, 10)).toBe("2026-11-20")
  })

  it("writes a directory of six hundred schools in twelve districts and twenty curators who share them", () => {
    const rows = (file: string) =>
      readFileSync(join(folder, file), "utf8")
        .trim()
        .split("\r\n")
        .slice(1)
        .map((row) => row.split(";"))
    const schools = rows("schools.csv")
    expect(new Set(schools.map(([school]) => school)).size).toBe(600)
    expect(new Set(schools.map((row) => row[3])).size).toBe(12)
    const curated = rows("curators.csv").flatMap((row) => row[2].split("|"))
    expect(curated.toSorted()).toEqual(schools.map(([school]) => school).toSorted())
    expect(truth.every(({ school }) => curated.includes(school))).toBe(true)
  })

  it("names every export in sources.json", () => {
    const listed = JSON.parse(readFileSync(join(folder, "sources.json"), "utf8")) as ReadonlyArray<{
      file: string
      source: string
    }>
    expect(listed.map(({ source }) => source).toSorted()).toEqual(
      [...new Set(truth.map(({ source }) => source))].toSorted()
    )
  })
})
