import { assert, layer } from "@effect/vitest"
import { parse } from "csv-parse/sync"
import { Effect } from "effect"
import { Serving } from "./serving.ts"

const rowsOf = (csv: string) =>
  parse(csv, { bom: true, delimiter: ";", columns: true, record_delimiter: "\r\n" }) as ReadonlyArray<
    Record<string, string>
  >

layer(Serving.small)("a download", (it) => {
  it.effect("holds exactly the filtered set in its order, as Excel opens it", () =>
    Effect.gen(function* () {
      const { get } = yield* Serving
      for (const query of [
        "",
        "?sort=title",
        "?family=ticket&sort=messages",
        "?text=%D0%BE%D1%82%D0%BC%D0%B5%D1%82",
        "?from=2031-01-01"
      ]) {
        const { items } = (yield* get(`/api/backlog${query}${query ? "&" : "?"}limit=500`)).json()
        const file = yield* get(`/api/backlog/export/csv${query}`)
        assert.strictEqual(file.body.charCodeAt(0), 0xfeff)
        assert.strictEqual(
          file.headers["content-disposition"],
          'attachment; filename="otklik-backlog-2025-11-11.csv"'
        )
        const rows = rowsOf(file.body)
        assert.deepStrictEqual(
          rows.map((row) => [
            row["Код темы"],
            row["Тема"],
            Number(row["Балл"]!.replace(",", ".")),
            Number(row["Школ"])
          ]),
          items.map((item: Record<string, unknown>) => [
            item["theme"],
            item["title"],
            item["score"],
            item["schools"]
          ])
        )
      }
    })
  )

  it.effect("is headed in the reader's language", () =>
    Effect.gen(function* () {
      const { get } = yield* Serving
      const { body } = yield* get("/api/backlog/export/csv", { "accept-language": "en" })
      assert.isTrue(body.startsWith("\uFEFFNo.;Theme;Title;Score;"))
    })
  )

  it.effect("is a zip of sheets as XLSX, and needs the same filters as the list", () =>
    Effect.gen(function* () {
      const { get } = yield* Serving
      const { headers, rawPayload } = yield* get("/api/backlog/export/xlsx?verdict=system")
      assert.include(String(headers["content-type"]), "spreadsheetml")
      assert.strictEqual(rawPayload.subarray(0, 2).toString(), "PK")
      assert.strictEqual((yield* get("/api/backlog/export/csv?limit=5")).statusCode, 400)
    })
  )
})
