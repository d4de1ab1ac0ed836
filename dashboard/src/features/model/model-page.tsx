import { Button, Skeleton } from "@mantine/core"
import type { ModelItem } from "@otklik/contract/models"
import { readModel } from "@otklik/contract/score-model"
import type { ScoreModel } from "@otklik/contract/score"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Result } from "effect"
import { memo, useCallback, useDeferredValue, useMemo } from "react"
import { Failure } from "../../frame/failure.tsx"
import { Page } from "../../frame/page.tsx"
import { useTitle } from "../../frame/use-title.ts"
import { useWords } from "../../i18n/use-words.ts"
import { RankFlow } from "../../ui/rank-flow.tsx"
import { Anchors, Priorities } from "./details.tsx"
import { draftOf, isChanged, type DraftSearch } from "./draft.ts"
import css from "./model-page.module.css"
import { moveSentence } from "./model-sentences.ts"
import { useModels } from "./models-query.ts"
import { rerank, type Placed } from "./rerank.ts"
import { SaveDraft } from "./save-draft.tsx"
import { Versions } from "./versions.tsx"
import { Weights, type Change } from "./weights.tsx"
import { wholeQueueQuery } from "./whole-queue-query.ts"

const route = getRouteApi("/model")
const top = 30

interface ControlsProps {
  readonly base: ModelItem
  readonly models: ReadonlyArray<ModelItem>
  readonly draft: ScoreModel
  readonly valid: boolean
}

const Picture = memo(
  ({ items, model }: { readonly items: ReadonlyArray<Placed>; readonly model: ScoreModel }) => {
    const words = useWords()
    const { t } = words
    const moved = useMemo(() => rerank(items, model), [items, model])
    const titles = useMemo(() => new Map(items.map(({ theme, title }) => [theme as string, title])), [items])
    const flow = useMemo(() => moved.map(({ theme, ...place }) => ({ key: theme, ...place })), [moved])
    const name = (key: string) => (
      <Link to="/themes/$id" params={{ id: key }}>
        {titles.get(key)}
      </Link>
    )
    return (
      <>
        <p className={css.answer} aria-live="polite">
          {moveSentence(moved, titles, words)}
        </p>
        <RankFlow
          items={flow}
          top={top}
          left={t("model.now")}
          right={t("model.would")}
          label={t("compare.flow")}
          name={name}
          below={t("compare.below")}
        />
      </>
    )
  }
)

const Bones = () => {
  const { t } = useWords()
  return (
    <div role="status" aria-busy="true" aria-label={t("backlog.loading")} className={css.bones}>
      {[0, 1, 2, 3, 4, 5, 6, 7].map((index) => (
        <Skeleton key={index} height={10} mt={16} width={`${88 - index * 3}%`} animate={false} />
      ))}
    </div>
  )
}

const Problems = ({ model }: { readonly model: ScoreModel }) => {
  const { language } = useWords()
  const read = readModel(model)
  if (Result.isSuccess(read)) return null
  return (
    <ul className={css.problems} role="alert">
      {read.failure.map((problem) => (
        <li key={problem.en}>{problem[language]}</li>
      ))}
    </ul>
  )
}

const useSearchChange = () => {
  const navigate = route.useNavigate()
  const change: Change = useCallback(
    (next) =>
      void navigate({
        to: ".",
        search: (before) => ({ ...before, ...next }) as DraftSearch,
        replace: true,
        resetScroll: false
      }),
    [navigate]
  )
  const start = (from: string | undefined) => void navigate({ to: ".", search: from ? { base: from } : {} })
  return { change, start }
}

const Controls = ({ base, models, draft, valid }: ControlsProps) => {
  const { t } = useWords()
  const search = route.useSearch()
  const { change, start } = useSearchChange()
  const changed = isChanged(search)
  const shared = { base: base.model, draft, search, change }
  return (
    <div className={css.controls}>
      <Versions models={models} base={base} onPick={start} />
      <Weights {...shared} />
      <Anchors {...shared} />
      <Priorities {...shared} />
      <Problems model={draft} />
      {changed && (
        <div className={css.acts}>
          <Button variant="default" size="sm" onClick={() => start(search.base)}>
            {t("model.reset")}
          </Button>
        </div>
      )}
      <SaveDraft base={base} draft={draft} changed={changed} valid={valid} onSaved={start} />
    </div>
  )
}

const Queue = ({ draft, valid }: Pick<ControlsProps, "draft" | "valid">) => {
  const { t } = useWords()
  const answer = useQuery(wholeQueueQuery)
  const late = useDeferredValue(draft)
  if (answer.isError)
    return <Failure title={t("backlog.failed")} error={answer.error} retry={() => void answer.refetch()} />
  if (!answer.data) return <Bones />
  return valid && <Picture items={answer.data.items} model={late} />
}

const Body = ({ base, models }: Pick<ControlsProps, "base" | "models">) => {
  const search = route.useSearch()
  const draft = useMemo(() => draftOf(base.model, search), [base, search])
  const valid = useMemo(() => Result.isSuccess(readModel(draft)), [draft])
  return (
    <div className={css.pair}>
      <Controls base={base} models={models} draft={draft} valid={valid} />
      <div className={css.picture}>
        <Queue draft={draft} valid={valid} />
      </div>
    </div>
  )
}

/** «Что если»: other weights, the queue they would make, and a model to save or to publish. */
export const ModelPage = () => {
  const { t } = useWords()
  const search = route.useSearch()
  const { answer, base } = useModels(search.base)
  useTitle(t("app.model"))
  return (
    <Page title={t("model.title")}>
      <p className={css.intro}>{t("model.intro")}</p>
      {answer.isError && !base ? (
        <Failure title={t("model.failed")} error={answer.error} retry={() => void answer.refetch()} />
      ) : base ? (
        <Body base={base} models={answer.data ?? [base]} />
      ) : (
        <Bones />
      )}
    </Page>
  )
}
