import type { Theme } from "@otklik/contract/themes"
import { useWords } from "../../i18n/use-words.ts"
import { MessageFacts } from "./message-facts.tsx"
import { MessageText } from "./message-text.tsx"
import css from "./quotes.module.css"
import { Section } from "./section.tsx"

/** The messages that say it best, side by side, each with the role and the source it came from. */
export const Quotes = ({ theme: { quotes, asOf } }: { readonly theme: Theme }) => {
  const { t } = useWords()
  return (
    <Section title={t("theme.quotes")}>
      <div className={css.quotes}>
        {quotes.map((quote) => (
          <figure key={quote.id} className={css.quote}>
            <blockquote className={css.text}>
              <MessageText text={quote.text} />
            </blockquote>
            <figcaption className={css.who}>
              <MessageFacts message={quote} asOf={asOf} />
            </figcaption>
          </figure>
        ))}
      </div>
    </Section>
  )
}
