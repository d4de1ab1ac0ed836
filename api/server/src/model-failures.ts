import { Failure, failure } from "./failures.ts"
import type { Sentence } from "./sentence.ts"

export const noSuchModel = failure(
  404,
  "no-such-model",
  "Такой модели нет: все модели перечислены на /api/models",
  "There is no such model: all of them are listed at /api/models"
)
export const notADraft = failure(
  409,
  "not-a-draft",
  "Опубликованные и встроенные модели не меняются: сделайте из неё черновик",
  "Published and built-in models never change: make a draft of it"
)
export const draftsDown = failure(
  503,
  "database-down",
  "База решений недоступна, черновики моделей — в ней. Повторите через минуту, соединение восстановится само",
  "The database of decisions, which holds the drafts of models, does not answer. Try again in a minute, it comes back by itself"
)
export const modelUnusable = (problems: ReadonlyArray<Sentence>) =>
  new Failure({
    status: 400,
    kind: "bad-model",
    detail: {
      ru: problems.map(({ ru }) => ru).join(" "),
      en: problems.map(({ en }) => en).join(" ")
    }
  })
