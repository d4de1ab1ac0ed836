import { Button, Skeleton } from "@mantine/core"
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
import { Versions } from "./versions.tsx"
import { Weights, type Change } from "./weights.tsx"
import { wholeQueueQuery } from "./whole-queue-query.ts"

const route = getRouteApi("/model")
const top = 30

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

const useDraft = () => {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { base, models } = useModels(search.base)
  const draft = useMemo(() => draftOf(base.model, search), [base, search])
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
  return { search, base, models, draft, change, start }
}

/** «Что если»: other weights, the queue they would make, and a model to save or to publish. */
export const ModelPage = () => {
  const { t } = useWords()
  const { search, base, models, draft, change, start } = useDraft()
  const answer = useQuery(wholeQueueQuery)
  const late = useDeferredValue(draft)
  const valid = useMemo(() => Result.isSuccess(readModel(late)), [late])
  const changed = isChanged(search)
  useTitle(t("app.model"))
  return (
    <Page title={t("model.title")}>
      <p className={css.intro}>{t("model.intro")}</p>
      <div className={css.pair}>
        <div className={css.controls}>
          <>
            <Versions models={models} base={base} onPick={start} />
            <Weights base={base.model} draft={draft} search={search} change={change} />
            <Anchors base={base.model} draft={draft} search={search} change={change} />
            <Priorities base={base.model} draft={draft} search={search} change={change} />
            <Problems model={draft} />
            <div className={css.acts}>
              <Button variant="default" size="sm" disabled={!changed} onClick={() => start(search.base)}>
                {t("model.reset")}
              </Button>
            </div>
          </>
        </div>
        <div className={css.picture}>
          {answer.isError ? (
            <Failure title={t("backlog.failed")} error={answer.error} retry={() => void answer.refetch()} />
          ) : answer.data ? (
            valid && <Picture items={answer.data.items} model={late} />
          ) : (
            <Bones />
          )}
        </div>
      </div>
    </Page>
  )
}
