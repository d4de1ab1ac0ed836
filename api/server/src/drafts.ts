import type { ScoreModel } from "@otklik/contract/score-model"
import { ModelId } from "@otklik/contract/models"
import { Database, type DatabaseDown, type StatementFailed } from "@otklik/sql/database"
import { Effect } from "effect"
import type { Failure } from "./failures.ts"
import { draftsDown } from "./model-failures.ts"

/** A model that somebody works on; it holds what a model should, so nothing else is ever kept. */
export interface Draft {
  readonly id: ModelId
  readonly basis: ModelId
  readonly model: ScoreModel
}

interface Row {
  readonly number: number
  readonly basis: string
  readonly model: object
}

const draftOf = ({ basis, model, number }: Row): Draft => ({
  id: ModelId.make(`draft-${number}`),
  basis: ModelId.make(basis),
  model: model as ScoreModel
})

const numberOf = (id: ModelId) => Number(/^draft-(\d{1,9})$/u.exec(id)?.[1] ?? 0)

const told = <A>(asked: Effect.Effect<A, DatabaseDown | StatementFailed, Database>) =>
  Effect.catch(asked, (error): Effect.Effect<never, Failure> =>
    error._tag === "DatabaseDown" ? Effect.fail(draftsDown) : Effect.die(error)
  )

const columns = ["number", "basis", "model"] as const

export const readDrafts = told(
  Database.use(({ query }) =>
    query("list drafts", (db) => db.selectFrom("model_draft").select(columns).orderBy("number").execute())
  )
).pipe(Effect.map((rows) => rows.map(draftOf)))

/** A draft by its id; undefined where it is not there. */
export const readDraft = (id: ModelId) =>
  told(
    Database.use(({ query }) =>
      query("read a draft", (db) =>
        db.selectFrom("model_draft").select(columns).where("number", "=", numberOf(id)).executeTakeFirst()
      )
    )
  ).pipe(Effect.map((row) => (row === undefined ? undefined : draftOf(row))))

export const addDraft = (basis: ModelId, model: ScoreModel, author: string) =>
  told(
    Database.use(({ query }) =>
      query("make a draft", (db) =>
        db
          .insertInto("model_draft")
          .values({ basis, model: JSON.stringify(model), author })
          .returning(columns)
          .executeTakeFirstOrThrow()
      )
    )
  ).pipe(Effect.map(draftOf))

export const changeDraft = (id: ModelId, model: ScoreModel, author: string, at: Date) =>
  told(
    Database.use(({ query }) =>
      query("change a draft", (db) =>
        db
          .updateTable("model_draft")
          .set({ model: JSON.stringify(model), author, changed_at: at })
          .where("number", "=", numberOf(id))
          .returning(columns)
          .executeTakeFirst()
      )
    )
  ).pipe(Effect.map((row) => (row === undefined ? undefined : draftOf(row))))

/** A draft that is gone already is no fault. */
export const removeDraft = (id: ModelId) =>
  told(
    Database.use(({ query }) =>
      query("drop a draft", (db) =>
        db.deleteFrom("model_draft").where("number", "=", numberOf(id)).executeTakeFirst()
      )
    )
  )
