import { Button } from "@mantine/core"
import type { ProposedChange } from "@otklik/contract/proposals"
import { useEffect, useRef } from "react"
import { useWords } from "../../i18n/use-words.ts"
import { changeSentence } from "./proposal-sentences.ts"
import { MovedMessages } from "./moved-messages.tsx"
import css from "./proposals-page.module.css"

interface ChangeRowProps {
  readonly change: ProposedChange
  readonly snapshot: string
  readonly asOf: string
  readonly here: boolean
  readonly open: boolean
  readonly mayDecide: boolean
  readonly onOpen: () => void
  readonly onRule: (accept: boolean) => void
  readonly onUndo: (decision: string) => void
}

/** What is made of other themes is told by its messages alone. */
const isPart = ({ kind, share }: ProposedChange) => kind !== "new" && kind !== "split" && share < 1

const Ruling = ({ change, onRule }: Pick<ChangeRowProps, "change" | "onRule">) => {
  const { t } = useWords()
  const one = (accept: boolean) => (
    <Button
      variant={change.accepted === accept ? "filled" : "default"}
      size="compact-sm"
      aria-pressed={change.accepted === accept}
      onClick={() => change.accepted !== accept && onRule(accept)}
    >
      {t(accept ? "proposals.accept" : "proposals.reject")}
    </Button>
  )
  return (
    <div className={css.acts}>
      {one(true)}
      {one(false)}
    </div>
  )
}

const Told = ({ change, mayDecide, onUndo }: Pick<ChangeRowProps, "change" | "mayDecide" | "onUndo">) => {
  const { t } = useWords()
  const { accepted, decision, pending, whole } = change
  if (accepted === null) return null
  return (
    <span>
      {t(accepted ? "proposals.accepted" : "proposals.rejected")}
      {pending && accepted && <> · {t("request.pending")}</>}
      {mayDecide && decision !== null && (
        <Button variant="subtle" size="compact-xs" onClick={() => onUndo(decision)}>
          {t(whole ? "proposals.undo_all" : "inbox.undo")}
        </Button>
      )}
    </span>
  )
}

/** One change: what it is in a sentence, how much it moves, the messages themselves, and what people say of it. */
export const ChangeRow = (props: ChangeRowProps) => {
  const { change, snapshot, asOf, here, open, mayDecide, onOpen, onRule, onUndo } = props
  const words = useWords()
  const { t, percent } = words
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (here) row.current?.scrollIntoView({ block: "nearest" })
  }, [here])
  return (
    <li ref={row} className={css.change} data-here={here || undefined} aria-current={here || undefined}>
      <div className={css.line}>
        <h2 className={css.what}>{changeSentence(change, words)}</h2>
        {mayDecide && <Ruling change={change} onRule={onRule} />}
      </div>
      <p className={css.under}>
        <span>
          {t("messages.count", { count: change.messages })}
          {isPart(change) && <> · {t("proposals.share", { share: percent(change.share) })}</>}
        </span>
        <Button variant="subtle" size="compact-xs" aria-expanded={open} onClick={onOpen}>
          {t(open ? "proposals.hide" : "proposals.show")}
        </Button>
        <Told change={change} mayDecide={mayDecide} onUndo={onUndo} />
      </p>
      {open && <MovedMessages snapshot={snapshot} theme={change.theme} asOf={asOf} />}
    </li>
  )
}
