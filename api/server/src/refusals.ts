import type { Entry } from "@otklik/contract/ledger"
import type { Stage } from "@otklik/contract/vocabulary"
import type { Refusal } from "@otklik/sql/ledger/admit"
import { Failure, failure, noSuchDecision } from "./failures.ts"
import type { Sentence } from "./sentence.ts"

const stages: Readonly<Record<Stage, Sentence>> = {
  new: { ru: "Новая", en: "New" },
  review: { ru: "На рассмотрении", en: "In review" },
  design: { ru: "Проработка", en: "Design" },
  pilot: { ru: "Апробация", en: "Pilot" },
  feedback: { ru: "Обратная связь", en: "Feedback" },
  ready: { ru: "Готово к передаче", en: "Ready to hand over" },
  handed_over: { ru: "Передано в ДИТ", en: "Handed over" },
  done: { ru: "Реализовано", en: "Done" },
  rejected: { ru: "Отклонено", en: "Rejected" },
  methodical_answer: { ru: "Методический ответ", en: "Methodical answer" }
}

type Of<W extends Refusal["why"]> = Extract<Refusal, { readonly why: W }>

const moved = ({ from, to, transition }: Of<"stage">): Failure => {
  const [a, b] = [stages[from], stages[to]]
  if (from === to)
    return failure(409, "same-stage", `Запрос уже на этапе «${a.ru}»`, `The request is at “${a.en}” already`)
  return transition === "reasoned"
    ? failure(
        400,
        "reason-needed",
        `Чтобы перевести запрос с этапа «${a.ru}» на «${b.ru}», напишите причину`,
        `To take the request from “${a.en}” to “${b.en}”, give a reason`
      )
    : failure(
        409,
        "no-such-way",
        `С этапа «${a.ru}» на «${b.ru}» перейти нельзя: выберите этап из предложенных`,
        `There is no way from “${a.en}” to “${b.en}”: choose one of the stages offered`
      )
}

const itself = failure(
  400,
  "itself",
  "Это решение связывает предмет с ним самим: выберите два разных",
  "This decision joins a thing with itself: choose two different ones"
)
const reused = failure(
  409,
  "reused-id",
  "Под этим номером уже записано другое решение: отправьте своё под новым",
  "Another decision is recorded under this id already: send yours under a new one"
)
const undone = failure(
  409,
  "already-undone",
  "Это решение уже отменено. Чтобы вернуть его, отмените отмену",
  "This decision is undone already. To have it back, undo the undoing"
)

const mergedInto = ({ into, theme }: Of<"merged">) =>
  theme.startsWith("tag:")
    ? failure(
        409,
        "merged-tag",
        `Метка «${theme.slice(4)}» вошла в метку «${into}»: поставьте её`,
        `The tag “${theme.slice(4)}” became part of “${into}”: use that one`
      )
    : failure(
        409,
        "merged-theme",
        `Тема ${theme} вошла в тему ${into}: принимайте решения о ней или сначала отмените слияние`,
        `Theme ${theme} became part of ${into}: decide on that one, or undo the merger first`
      )

/** A refusal of the ledger as a person is told of it; `conflict` is the decision that stands in the way. */
export const failureOfRefusal = (refusal: Refusal, conflict: Entry | null): Failure => {
  const bare = sentenceOf(refusal)
  return conflict === null ? bare : new Failure({ ...bare, detail: bare.detail, conflict })
}

const sentenceOf = (refusal: Refusal): Failure => {
  switch (refusal.why) {
    case "conflict":
      return failure(
        409,
        "conflict",
        "Пока вы решали, это уже изменили: посмотрите решение коллеги и подтвердите или оставьте его",
        "It was changed while you were deciding: look at the other decision and repeat yours, or leave it"
      )
    case "ahead":
      return failure(
        400,
        "version-ahead",
        `Версии, на которой принято решение, ещё нет (последняя ${refusal.version}): обновите страницу`,
        `The version that this was decided on is not there yet (the last is ${refusal.version}): reload the page`
      )
    case "merged":
      return mergedInto(refusal)
    case "locked":
      return failure(
        409,
        "locked",
        `Тема ${refusal.subject} закреплена: чтобы влить её в другую, сначала отмените закрепление`,
        `Theme ${refusal.subject} is locked: undo the lock before merging it away`
      )
    case "apart":
      return failure(
        409,
        "kept-apart",
        `Темы ${refusal.a} и ${refusal.b} решено не объединять: сначала отмените это решение`,
        `Themes ${refusal.a} and ${refusal.b} are to stay apart: undo that decision first`
      )
    case "unknown-tag":
      return failure(
        409,
        "unknown-tag",
        `Метки «${refusal.subject}» нет: сначала добавьте её`,
        `There is no tag “${refusal.subject}”: add it first`
      )
    case "known-tag":
      return failure(
        409,
        "known-tag",
        `Метка «${refusal.subject}» уже есть: поставьте её`,
        `The tag “${refusal.subject}” is there already: use it`
      )
    case "stage":
      return moved(refusal)
    case "undone":
      return undone
    default:
      return { itself, unknown: noSuchDecision, reused }[refusal.why]
  }
}
