import { Button } from "@mantine/core"
import type { Disagreement } from "@otklik/contract/agreement"
import { Verdict } from "@otklik/contract/vocabulary"
import { useState } from "react"
import { useMay, useNames } from "../../frame/me-query.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Pick } from "../../ui/pick.tsx"
import { MessageFacts } from "../themes/message-facts.tsx"
import { MessageText } from "../themes/message-text.tsx"
import { VerdictMark } from "../themes/verdict-mark.tsx"
import css from "./agreement-page.module.css"
import { useSettle } from "./agreement-query.ts"

const page = 5

interface ItemProps {
  readonly item: Disagreement
  readonly settle: ReturnType<typeof useSettle>
}

const Settling = ({ item, settle }: ItemProps) => {
  const { t } = useWords()
  const offered = [item.first.verdict, item.second.verdict]
  const others = Verdict.literals.filter((verdict) => !offered.includes(verdict))
  const decide = (verdict: Verdict) => settle.mutate({ disagreement: item, verdict })
  return (
    <div className={css.settling} role="group" aria-label={t("agreement.settle")}>
      {offered.map((verdict) => (
        <Button
          key={verdict}
          size="compact-sm"
          variant="default"
          disabled={settle.isPending}
          onClick={() => decide(verdict)}
        >
          {t(`verdict.${verdict}`)}
        </Button>
      ))}
      <Pick
        label={t("agreement.another")}
        choices={others.map((value) => ({ value, label: t(`verdict.${value}`) }))}
        value={undefined}
        onPick={(value) => value && decide(value as Verdict)}
      />
    </div>
  )
}

const Item = ({ item, settle }: ItemProps) => {
  const { t } = useWords()
  const nameOf = useNames()
  const maySettle = useMay("decide_messages")
  const { first, message, second, settled } = item
  return (
    <li className={css.item}>
      <p className={css.text} lang={message.language === "en" ? "en" : "ru"}>
        <MessageText text={message.text} />
      </p>
      <p className={css.facts}>
        <MessageFacts message={message} asOf={item.at} />
      </p>
      <p className={css.said}>
        {[first, second].map(({ by, verdict }) => (
          <span key={by}>
            <VerdictMark verdict={verdict} /> <span className="quiet">{nameOf(by)}</span>
          </span>
        ))}
        {settled && (
          <span>
            {t("agreement.settled")} <VerdictMark verdict={settled} />
          </span>
        )}
      </p>
      {settled === null && maySettle && <Settling item={item} settle={settle} />}
    </li>
  )
}

/** Messages on which two readers disagree: what each said, and the verdict that ends it. */
export const Disagreements = ({ items }: { readonly items: ReadonlyArray<Disagreement> }) => {
  const { t } = useWords()
  const settle = useSettle()
  const [shown, setShown] = useState(page)
  return (
    <>
      {settle.isError && (
        <p className={css.refused} role="alert">
          {settle.error.message}
        </p>
      )}
      <ul>
        {items.slice(0, shown).map((item) => (
          <Item key={item.message.id} item={item} settle={settle} />
        ))}
      </ul>
      {items.length > shown && (
        <Button variant="default" size="sm" mt={12} onClick={() => setShown(shown + 4 * page)}>
          {t("runs.more")}
        </Button>
      )}
    </>
  )
}
