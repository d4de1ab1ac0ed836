import { Skeleton } from "@mantine/core"
import type { Side } from "@otklik/contract/splits"
import { useWords } from "../../i18n/use-words.ts"
import { MessageFacts } from "../themes/message-facts.tsx"
import { MessageText } from "../themes/message-text.tsx"
import css from "./split-dialog.module.css"

interface SplitSideProps {
  readonly name: string
  readonly side: Side | undefined
  readonly asOf: string
}

const longest = 220

/** One side of a split: how much it is, which words tell it from the other, and who says so. */
export const SplitSide = ({ name, side, asOf }: SplitSideProps) => {
  const { t } = useWords()
  return (
    <section className={css.side} aria-label={name}>
      <h3 className={css.sideTitle}>{name}</h3>
      {side === undefined ? (
        <Skeleton height={12} width="60%" mt={6} animate={false} />
      ) : (
        <p className={css.size}>
          {t("messages.count", { count: side.messages })}, {t("count.schools", { count: side.schools })}
        </p>
      )}
      {side !== undefined && side.words.length > 0 && (
        <p className={css.words}>{t("split.words", { words: side.words.join(", ") })}</p>
      )}
      {side?.quotes.map((quote) => (
        <figure key={quote.id} className={css.quote}>
          <blockquote>
            <MessageText
              text={quote.text.length > longest ? `${quote.text.slice(0, longest)}…` : quote.text}
            />
          </blockquote>
          <figcaption className={css.who}>
            <MessageFacts message={quote} asOf={asOf} />
          </figcaption>
        </figure>
      ))}
    </section>
  )
}
