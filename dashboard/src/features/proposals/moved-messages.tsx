import { Button, Skeleton } from "@mantine/core"
import { useInfiniteQuery } from "@tanstack/react-query"
import { useWords } from "../../i18n/use-words.ts"
import { MessageFacts } from "../themes/message-facts.tsx"
import { MessageText } from "../themes/message-text.tsx"
import { proposedMessagesQuery } from "./proposals-query.ts"
import css from "./proposals-page.module.css"

interface MovedMessagesProps {
  readonly snapshot: string
  readonly theme: string
  readonly asOf: string
}

/** The messages that a change would move, the surest first, with the themes that they go from and to. */
export const MovedMessages = ({ snapshot, theme, asOf }: MovedMessagesProps) => {
  const { t } = useWords()
  const answer = useInfiniteQuery(proposedMessagesQuery(snapshot, theme))
  const items = answer.data?.pages.flatMap((page) => page.items)
  if (answer.isError)
    return (
      <p className={css.refused} role="alert">
        {answer.error.message}
      </p>
    )
  if (items === undefined) return <Skeleton height={12} width="60%" my={12} animate={false} />
  if (items.length === 0) return <p className="quiet">{t("messages.none")}</p>
  return (
    <div className={css.moved}>
      {items.map(({ message, from, to }) => (
        <figure key={message.id} className={css.quote}>
          <blockquote>
            <MessageText text={message.text} />
          </blockquote>
          <figcaption className={css.who}>
            {from ?? t("proposals.none")} → {to ?? t("proposals.none")} ·{" "}
            <MessageFacts message={message} asOf={asOf} />
          </figcaption>
        </figure>
      ))}
      {answer.hasNextPage && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={answer.isFetchingNextPage}
          onClick={() => void answer.fetchNextPage()}
        >
          {t("messages.more")}
        </Button>
      )}
    </div>
  )
}
