import { it } from "@effect/vitest"
import { peopleLock } from "@otklik/sql/people-lock"
import { Effect, Option, Redacted } from "effect"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect } from "vitest"
import { Serving } from "../api/serving.ts"
import { temporaryFolder } from "../fixtures/snapshot.ts"
import { postgres } from "../postgres.ts"
import { run } from "./command-line.ts"

const schools = "Школа;Номер;Название;Округ\n1001;1001;Школа первая;ЦАО\n1002;1002;Школа вторая;САО\n"

/** As Excel saves it on a Russian Windows. */
const fromExcel = (text: string) =>
  Buffer.from(
    Array.from(text, (letter) => {
      const code = letter.charCodeAt(0)
      return code < 128 ? code : code - 0x410 + 0xc0
    })
  )

const desk = (url = "") =>
  Effect.map(temporaryFolder, (folder) => {
    const store = join(folder, "store")
    const file = join(folder, "schools.csv")
    const command = (path: string, ...args: ReadonlyArray<string>) =>
      run(store, ["directory", "import", path, ...args], { DATABASE_URL: url })
    const bring = (text: string | Buffer, ...args: ReadonlyArray<string>) => {
      writeFileSync(file, text)
      return command(file, ...args)
    }
    const kept = () => readFileSync(join(store, "directory", "schools.csv"), "utf8")
    return { store, folder, command, bring, kept }
  })

const server = Effect.acquireRelease(Effect.promise(postgres), ({ stop }) => Effect.promise(stop))

describe("otklik directory import", () => {
  it.live("works without a server, and names the process that has the store open", () =>
    Effect.gen(function* () {
      const { bring, command, folder, kept, store } = yield* desk()
      const gone = command(join(folder, "none.csv"))
      expect([gone.status, gone.stderr]).toEqual([2, expect.stringContaining("none.csv")])
      yield* Effect.scoped(
        Effect.gen(function* () {
          yield* peopleLock(join(store, "people.lock"), process.pid)
          const refused = bring(schools)
          expect(refused.stderr).toContain(`Process ${process.pid} already serves this store`)
          expect(refused.status).toBe(2)
        })
      )
      expect(bring(schools).status).toBe(0)
      expect(kept()).toMatch(/^1001;1001;Школа первая;cao;/m)
    })
  )

  it.live(
    "works beside a server on PostgreSQL: tells what would change, then changes it whole or not at all",
    () =>
      Effect.gen(function* () {
        const { url } = yield* server
        const { bring, kept, store } = yield* desk(url)
        yield* Effect.gen(function* () {
          const { get } = yield* Serving
          const named = Effect.map(get("/api/schools"), (it) =>
            it.json().items.map(({ district, name }: Record<string, string>) => `${name} ${district}`)
          )
          const tried = bring(schools, "--dry-run")
          expect([tried.status, tried.stdout]).toEqual([0, expect.stringContaining("2 rows: 2 new schools")])
          const odd = bring(`${schools}1003;1003;Третья;Луна\n;5;Без кода;\n`)
          expect(odd.status).toBe(1)
          expect(odd.stdout).toMatch(/Строка 4: округа «Луна» нет · Row 4: there is no district “Луна”/)
          expect(odd.stdout).toMatch(/Строка 5: .* · Row 5: /)
          expect(kept).toThrow()
          expect(yield* named).toEqual([])
          expect(bring(fromExcel(schools)).status).toBe(0)
          expect(yield* named).toEqual(["Школа первая cao", "Школа вторая sao"])
          const nobody = bring("curator;school;from;to\nnobody;1001;2026-09-01;\n")
          expect(nobody.stdout).toContain("нет учётной записи «nobody»")
          const { items } = (yield* get("/api/audit")).json()
          expect(items).toHaveLength(1)
          expect(items[0]).toMatchObject({ kind: "directory_changed", person: null, detail: { rows: 2 } })
        }).pipe(Effect.provide(Serving.over(store, { database: Option.some(Redacted.make(url)) })))
      })
  )
})
