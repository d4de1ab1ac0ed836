import { Skeleton } from "@mantine/core"
import type { Agreement } from "@otklik/contract/agreement"
import { useQuery } from "@tanstack/react-query"
import { useMemo, useState } from "react"
import { Failure } from "../../frame/failure.tsx"
import { Page } from "../../frame/page.tsx"
import { useTitle } from "../../frame/use-title.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Notice } from "../../ui/notice.tsx"
import css from "./agreement-page.module.css"
import { agreementQuery } from "./agreement-query.ts"
import { answerSentence, confusionsOf, unclearSentence } from "./agreement-sentences.ts"
import { Confusions } from "./confusions.tsx"
import { Disagreements } from "./disagreements.tsx"
import { Quality } from "./quality.tsx"
import { Readers } from "./readers.tsx"

const Bones = () => {
  const { t } = useWords()
  return (
    <div role="status" aria-label={t("agreement.loading")} className={css.bones}>
      {[70, 60, 50].map((width) => (
        <Skeleton key={width} height={12} mt={16} width={`${width}%`} animate={false} />
      ))}
    </div>
  )
}

const Nothing = ({ every }: Pick<Agreement, "every">) => {
  const { t } = useWords()
  return (
    <Notice title={t("agreement.none_title")}>
      {every === 0 ? t("agreement.off") : t("agreement.none_text", { every })}
    </Notice>
  )
}

const Answer = ({ agreement }: { readonly agreement: Agreement }) => {
  const words = useWords()
  const { t } = words
  const { cells, disagreements, readers } = agreement
  const confusions = useMemo(() => confusionsOf(cells), [cells])
  const [key, setKey] = useState<string>()
  const chosen = confusions.find(({ a, b }) => `${a} ${b}` === key)
  const items = chosen
    ? disagreements.filter(({ first, second }) =>
        [first.verdict, second.verdict].every((verdict) => verdict === chosen.a || verdict === chosen.b)
      )
    : disagreements
  const unclear = unclearSentence(confusions, words)
  return (
    <>
      <p className={css.answer}>{answerSentence(agreement, words)}</p>
      {unclear && <p className={css.answer}>{unclear}</p>}
      <div className={css.two}>
        {confusions.length > 0 && (
          <section>
            <h2 className={css.name}>{t("agreement.confusions")}</h2>
            <Confusions
              confusions={confusions}
              chosen={chosen}
              onChoose={(one) => setKey(one && `${one.a} ${one.b}`)}
            />
          </section>
        )}
        <section>
          <h2 className={css.name}>{t("agreement.readers")}</h2>
          <Readers readers={readers} />
        </section>
      </div>
      {items.length > 0 && (
        <section className={css.section}>
          <h2 className={css.name}>{t("agreement.disagreements")}</h2>
          <Disagreements items={items} />
        </section>
      )}
    </>
  )
}

/** «Одинаково ли мы понимаем вердикты»: what blind second readings say of the curators, and learning of the suggestions. */
export const AgreementPage = () => {
  const { t } = useWords()
  const { data, error, isPending, refetch } = useQuery(agreementQuery)
  useTitle(t("agreement.title"))
  return (
    <Page title={t("agreement.title")}>
      {data ? (
        <p className={css.intro}>{t("agreement.intro", { count: data.every })}</p>
      ) : (
        <p className={css.intro}>&nbsp;</p>
      )}
      {isPending && <Bones />}
      {error && !data && <Failure title={t("agreement.failed")} error={error} retry={() => void refetch()} />}
      {data && (data.messages === 0 ? <Nothing every={data.every} /> : <Answer agreement={data} />)}
      {data && <Quality />}
    </Page>
  )
}
