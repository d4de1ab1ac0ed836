import { backlog, backlogExport } from "@otklik/contract/backlog"
import { csv } from "@otklik/sql/export/csv"
import { TooLargeForXlsx, xlsx } from "@otklik/sql/export/xlsx"
import { Effect } from "effect"
import { backlogTable } from "../backlog-table.ts"
import { nextOffset, offsetOf } from "../cursor.ts"
import { downloadFromSnapshot, overSnapshot } from "../endpoint.ts"
import { tooManyRows } from "../failures.ts"
import { fingerprint } from "../fingerprint.ts"
import { ranking } from "../ranking.ts"
import type { Tongue } from "../sentence.ts"

export const backlogRoute = overSnapshot(
  backlog,
  Effect.fnUntraced(function* (file, { query: { cursor, limit, ...filters } }, overlay) {
    const bound = { snapshot: file.id, filters: fingerprint(backlog.url, filters) }
    const offset = yield* offsetOf(bound, cursor)
    const { items, methodical, sliced } = yield* ranking(file, filters, overlay)
    return {
      snapshot: file.id,
      asOf: file.asOf,
      sliced,
      total: items.length,
      methodical,
      items: items.slice(offset, offset + limit),
      next: nextOffset(bound, offset, limit, items.length)
    }
  })
)

type Table = ReturnType<typeof backlogTable>
const sheet: Readonly<Record<Tongue, string>> = { ru: "Очередь", en: "Backlog" }
const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

const writers = {
  csv: ({ columns, rows }: Table) =>
    Effect.sync(() => ({
      type: "text/csv; charset=utf-8",
      body: Buffer.from(csv.head(columns) + rows.map(csv.row).join(""))
    })),
  xlsx: ({ columns, rows }: Table, tongue: Tongue) =>
    xlsx(sheet[tongue], columns, rows).pipe(
      Effect.map((body) => ({ type: spreadsheet, body })),
      Effect.catchTag("TooLargeForXlsx", (error: TooLargeForXlsx) =>
        Effect.fail(tooManyRows(error.rows, error.most))
      ),
      Effect.catchTag("XlsxFailed", Effect.die)
    )
}

export const backlogExportRoute = downloadFromSnapshot(
  backlogExport,
  Effect.fnUntraced(function* (file, { params: { format }, query, tongue }, overlay) {
    const { items } = yield* ranking(file, query, overlay)
    const written = yield* writers[format](backlogTable(items, tongue), tongue)
    return { name: `otklik-backlog-${file.asOf.slice(0, 10)}.${format}`, rows: items.length, ...written }
  })
)
