import { health } from "@otklik/contract/health"
import { Database, type Trouble } from "@otklik/sql/database"
import { Effect } from "effect"
import { fromStore } from "../endpoint.ts"
import type { Sentence } from "../sentence.ts"
import type { SnapshotFile } from "../snapshot-file.ts"
import { failureOf, Snapshots } from "../snapshots.ts"
import { version } from "../version.ts"

const troubles: Readonly<Record<Trouble["_tag"], Sentence>> = {
  DatabaseDown: {
    ru: "База решений недоступна: очередь открыта для чтения, решения пока не сохраняются. Соединение восстановится само",
    en: "The database of decisions does not answer: the backlog can be read, decisions cannot be kept yet. It is tried again by itself"
  },
  DatabaseNewer: {
    ru: "База решений обновлена более новой версией Otklik: обновите эту, до тех пор решения не сохраняются",
    en: "The database of decisions belongs to a newer Otklik: update this one, decisions are not kept until then"
  },
  MigrationFailed: {
    ru: "Обновление базы решений не удалось и отменено: решения не сохраняются, причина — в журнале сервера",
    en: "The update of the database of decisions failed and was undone: decisions are not kept, the log says why"
  }
}

const served = (file: SnapshotFile) => ({
  id: file.id,
  asOf: file.asOf,
  messages: file.messages,
  themes: file.themes,
  schools: file.schools
})

export const healthRoute = fromStore(
  health,
  Effect.fnUntraced(function* ({ tongue }) {
    const snapshots = yield* Snapshots
    const database = yield* Database
    const file = yield* snapshots.current
    const refused = yield* snapshots.trouble
    const { state, trouble } = yield* database.status
    const notices = [
      ...(refused === null ? [] : [failureOf(refused).detail]),
      ...(trouble === null ? [] : [troubles[trouble._tag]])
    ]
    return {
      status: file === null ? ("empty" as const) : ("ok" as const),
      version,
      database: { kind: database.kind, state },
      snapshot: file === null ? null : served(file),
      notices: notices.map((sentence) => sentence[tongue])
    }
  })
)
