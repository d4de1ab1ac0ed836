import { Button } from "@mantine/core"
import type { Entry } from "@otklik/contract/ledger"
import type { Request } from "@otklik/contract/requests"
import { Link } from "@tanstack/react-router"
import { useNames } from "../../frame/me-query.ts"
import { useWords, type Words } from "../../i18n/use-words.ts"
import { withoutTheme } from "../backlog/search.ts"
import css from "./request-panel.module.css"

/** What a decision did, in a sentence. */
export const sentenceOf = (
  { change, messages = 0 }: Pick<Entry, "change" | "messages">,
  { t }: Pick<Words, "t">,
  nameOf: (id: string) => string
): string => {
  switch (change.kind) {
    case "stage":
      return t("story.stage", { stage: t(`stage.${change.stage}`) })
    case "verdict":
    case "reading":
    case "theme_verdict":
      return t(`story.${change.kind}`, { verdict: t(`verdict.${change.verdict}`) })
    case "rename":
      return t("story.rename", { title: change.title })
    case "note":
      return t("story.note", { text: change.text })
    case "link":
      return t("story.link", { url: change.title ?? change.url })
    case "tag":
    case "untag":
      return t(`story.${change.kind}`, { tag: change.tag })
    case "assign":
      return change.person === null
        ? t("story.unassign")
        : t("story.assign", { person: nameOf(change.person) })
    case "effort":
      return change.days === null ? t("story.no_effort") : t("story.effort", { count: change.days })
    case "weight":
      return change.weight === null ? t("story.no_weight") : t("story.weight", { weight: change.weight })
    case "watch":
      return t(change.on ? "story.watch" : "story.unwatch")
    case "merge":
      return t("story.merge", { from: change.from, into: change.into })
    case "split":
      return change.title === undefined
        ? t("story.split", { count: messages })
        : t("story.split_into", { count: messages, title: change.title })
    case "proposal":
      return t(change.accept ? "story.proposal_accepted" : "story.proposal_rejected")
    case "pin":
      return t("story.pin", { theme: change.theme })
    default:
      return t(`story.${change.kind}` as "story.lock")
  }
}

const Made = ({ parted }: { readonly parted: Request["parted"] }) => {
  const { t } = useWords()
  return parted.map(({ theme }) => (
    <Link key={theme} to="/themes/$id" params={{ id: theme }} search={withoutTheme} className={css.made}>
      {t("inbox.open_theme")}
    </Link>
  ))
}

interface StoryProps {
  readonly request: Request
  readonly onUndo: (decision: string) => void
}

/** Everything that was decided, newest first: who, when, what and why; each can be taken back. */
export const Story = ({ request: { history: entries, parted }, onUndo }: StoryProps) => {
  const words = useWords()
  const { t, moment } = words
  const nameOf = useNames()
  if (entries.length === 0) return <p className="quiet">{t("request.no_story")}</p>
  return (
    <ol>
      {entries.map((entry) => (
        <li key={entry.id} className={css.entry} data-undone={entry.undoneBy !== null || undefined}>
          <p className={css.what}>
            {sentenceOf(entry, words, nameOf)}
            <Made parted={parted.filter(({ sequence }) => sequence === entry.sequence)} />
            {entry.pending && <span className={css.pending}>{t("request.pending")}</span>}
          </p>
          <p className={css.who}>
            {nameOf(entry.by)} · {moment(entry.at)}
            {entry.reason !== null && <> · {entry.reason}</>}
            {entry.undoneBy !== null && <> · {t("request.undone")}</>}
          </p>
          {entry.undoneBy === null && entry.change.kind !== "undo" && (
            <Button
              className={css.undo}
              variant="subtle"
              size="compact-xs"
              aria-label={t("request.undo_this", { what: sentenceOf(entry, words, nameOf) })}
              onClick={() => onUndo(entry.id)}
            >
              {t("inbox.undo")}
            </Button>
          )}
        </li>
      ))}
    </ol>
  )
}
