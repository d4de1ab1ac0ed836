import { Skeleton } from "@mantine/core"
import type { BacklogItem } from "@otklik/contract/backlog"
import type { Theme } from "@otklik/contract/themes"
import type { Why as WhyAnswer } from "@otklik/contract/why"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Failure } from "../../frame/failure.tsx"
import { useWords } from "../../i18n/use-words.ts"
import { Waterfall } from "../../ui/waterfall.tsx"
import { snapshotsQuery } from "../backlog/snapshots-query.ts"
import { GuidePlace } from "./guide-place.tsx"
import { Neighbours } from "./neighbours.tsx"
import { changeSentence, sureSentence, toTenSentence } from "./rank-sentences.ts"
import { Section } from "./section.tsx"
import css from "./why.module.css"
import { whyQuery } from "./why-query.ts"
import { whySentence } from "./why-sentences.ts"

interface ThemeProps {
  readonly theme: Theme
}

interface PlaceProps {
  readonly item: BacklogItem
  readonly why: WhyAnswer | undefined
  readonly failed: boolean
}

/** «С планёрки 10 ноября», where a stand-up was held on that snapshot, else «Со среза». */
const useSince = (why: WhyAnswer): string | undefined => {
  const { t, day } = useWords()
  const { data } = useQuery(snapshotsQuery)
  if (why.change === null) return undefined
  const { since, sinceAsOf } = why.change
  const pinned = data?.some(({ id, pinned }) => id === since && pinned)
  return t(pinned ? "change.since_standup" : "change.since", { day: day(sinceAsOf, why.asOf) })
}

const Movement = ({ why }: { readonly why: WhyAnswer }) => {
  const words = useWords()
  const since = useSince(why)
  const toTen = toTenSentence(why, words)
  return (
    <>
      <p>
        {why.change === null
          ? words.t("change.first")
          : `${since} ${changeSentence(why.rank, why.change, words)}.`}
      </p>
      {toTen && <p>{toTen}</p>}
    </>
  )
}

const Warnings = ({ item }: { readonly item: BacklogItem }) => {
  const { t } = useWords()
  const { flags, quietDistricts } = item
  if (flags.length + quietDistricts.length === 0) return null
  return (
    <ul className={css.warnings}>
      {flags.map((flag) => (
        <li key={flag}>{t(`flag.${flag}`)}</li>
      ))}
      {quietDistricts.length > 0 && (
        <li>
          {t("flag.quiet", {
            districts: quietDistricts.map((district) => t(`district.${district}`)).join(", ")
          })}
        </li>
      )}
    </ul>
  )
}

const Parts = ({ theme: { item, schoolsTotal } }: ThemeProps) => {
  const words = useWords()
  const { t, exactTenth, percent, signedTenth } = words
  const steps = item.parts
    .filter(({ adds, weight }) => weight > 0 || adds !== 0)
    .map((part) => ({
      name: t(`part.${part.part}`),
      sentence: whySentence(part, item, schoolsTotal, words),
      note:
        part.part === "reach"
          ? t("why.weight_reach", { weight: percent(part.weight), share: percent(item.measures.reach) })
          : t("why.weight", { weight: percent(part.weight) }),
      size: part.adds,
      value: signedTenth(part.adds)
    }))
  return (
    <Waterfall steps={steps} sum={{ name: t("why.sum"), size: item.score, value: exactTenth(item.score) }} />
  )
}

const ModelLink = ({ name }: { readonly name: string }) => {
  const { t } = useWords()
  return (
    <Link to="/model" className={css.model}>
      {t("why.model", { name })}
    </Link>
  )
}

/** What is known of a place beside the parts: how sure it is and what moved it; while it loads, its room. */
const Place = ({ item, why, failed }: PlaceProps) => {
  const words = useWords()
  return (
    <div className={css.words}>
      <p>{sureSentence(item.rank, item.interval, words)}</p>
      {why ? <Movement why={why} /> : !failed && <Skeleton height={12} my={4} width="70%" animate={false} />}
    </div>
  )
}

/** «Почему на этом месте»: how sure the place is, what moved it, the parts that add up, and who stands next to it. */
export const Why = ({ theme, asOf }: ThemeProps & { readonly asOf: string | undefined }) => {
  const { t } = useWords()
  const { item } = theme
  const guide = item.verdict === "method"
  const answer = useQuery(whyQuery(item.theme, asOf))
  const why = answer.data
  return (
    <Section title={t("why.title")} aside={why && !guide && <ModelLink name={why.model.name} />}>
      {guide ? (
        why?.guide && <GuidePlace why={why} guide={why.guide} />
      ) : (
        <Place item={item} why={why} failed={answer.isError} />
      )}
      <Warnings item={item} />
      {!guide && <Parts theme={theme} />}
      {answer.isError && (
        <Failure title={t("why.failed")} error={answer.error} retry={() => void answer.refetch()} />
      )}
      {why && !guide && <Neighbours why={why} title={item.title} asOf={asOf} />}
      {answer.isLoading && <div className={css.later} />}
    </Section>
  )
}
