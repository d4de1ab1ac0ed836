import { Skeleton } from "@mantine/core"
import type { Coverage } from "@otklik/contract/coverage"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { Failure } from "../../frame/failure.tsx"
import { Page } from "../../frame/page.tsx"
import { useTitle } from "../../frame/use-title.ts"
import { useWords } from "../../i18n/use-words.ts"
import { DistrictTiles } from "./district-tiles.tsx"
import { CoverageFilters } from "./coverage-filters.tsx"
import css from "./coverage-page.module.css"
import { coverageQuery } from "./coverage-query.ts"
import { coverageAnswer } from "./coverage-sentences.ts"
import { Silent } from "./silent.tsx"
import { VoiceTable } from "./voice-table.tsx"

const route = getRouteApi("/coverage")

const Bones = () => {
  const { t } = useWords()
  return (
    <div role="status" aria-busy="true" aria-label={t("coverage.loading")} className={css.bones}>
      {[0, 1, 2, 3, 4, 5, 6, 7].map((index) => (
        <Skeleton key={index} height={12} mt={24} width={`${90 - index * 4}%`} animate={false} />
      ))}
    </div>
  )
}

const Answer = ({ coverage }: { readonly coverage: Coverage }) => {
  const words = useWords()
  const { t } = words
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const pick = (district: string) =>
    void navigate({
      to: ".",
      search: (before) =>
        ({
          ...before,
          district: before.district === district ? undefined : (district as typeof before.district)
        }) as typeof before,
      replace: true,
      resetScroll: false
    })
  return (
    <>
      <p className={css.answer}>{coverageAnswer(coverage, words)}</p>
      <div className={css.pair}>
        <section>
          <h2 className={css.name}>{t("coverage.districts")}</h2>
          <DistrictTiles districts={coverage.districts} chosen={search.district} onPick={pick} />
          <p className={css.note}>{t("coverage.tile_note")}</p>
        </section>
        <Silent search={search} />
      </div>
      <section className={css.section}>
        <h2 className={css.name}>{t("coverage.weights")}</h2>
        <p className={css.note}>{t("coverage.weight_note")}</p>
        <div className={css.pair}>
          <VoiceTable of="district" voices={coverage.districts} asOf={coverage.asOf} />
          <VoiceTable of="role" voices={coverage.roles} asOf={coverage.asOf} />
        </div>
      </section>
    </>
  )
}

/** Who is heard and who is silent: districts, roles, and the schools that nobody heard from. */
export const CoveragePage = () => {
  const { t, moment } = useWords()
  const { district: _, ...slice } = route.useSearch()
  const answer = useQuery(coverageQuery(slice))
  useTitle(t("coverage.title"))
  return (
    <Page
      title={t("coverage.title")}
      stale={answer.isPlaceholderData}
      aside={
        <span className="quiet">
          {answer.data && t("backlog.as_of", { moment: moment(answer.data.asOf) })}
        </span>
      }
    >
      <CoverageFilters asOf={answer.data?.asOf} />
      {answer.isError ? (
        <Failure title={t("coverage.failed")} error={answer.error} retry={() => void answer.refetch()} />
      ) : answer.data ? (
        <Answer coverage={answer.data} />
      ) : (
        <Bones />
      )}
    </Page>
  )
}
