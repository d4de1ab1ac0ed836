import { PGlite } from "@electric-sql/pglite"
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs"
import { parentPort, workerData } from "node:worker_threads"
import type { Asked, Told } from "./pglite.ts"

const asText = (value: string) => value
const int8 = 20
const date = 1082
const numeric = 1700

const port = parentPort!
const tell = (told: Told) => port.postMessage(told)
const fields = ["code", "detail", "constraint", "table", "column", "schema", "severity"] as const

const failure = (error: unknown): Extract<Told, { error: unknown }>["error"] => {
  const { message } = error as Error
  const source = error as Record<string, unknown>
  return {
    message,
    ...Object.fromEntries(fields.flatMap((key) => (source[key] ? [[key, String(source[key])]] : [])))
  }
}

const { folder } = workerData as { readonly folder: string }
const draft = `${folder}.new`

/** A folder that was never finished must not be taken for a database: it gets its name when it is whole. */
if (!existsSync(folder)) {
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  const first = await PGlite.create(draft)
  await first.close()
  renameSync(draft, folder)
}
const database = await PGlite.create(folder, {
  parsers: { [int8]: asText, [date]: asText, [numeric]: asText }
})

const answer = async ({ id, parameters, sql }: Asked) => {
  try {
    if (sql === null) await database.close()
    const result = sql === null ? null : await database.query<Record<string, unknown>>(sql, [...parameters])
    tell({ id, rows: result?.rows ?? [], affected: result?.affectedRows ?? 0 })
    if (sql === null) port.close()
  } catch (error) {
    tell({ id, error: failure(error) })
  }
}

port.on("message", (asked: Asked) => void answer(asked))
tell({ id: 0, rows: [], affected: 0 })
