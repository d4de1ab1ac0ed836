import { Button, Kbd, UnstyledButton } from "@mantine/core"
import type { Candidate, InboxItem } from "@otklik/contract/inbox"
import type { ThemeId, Verdict } from "@otklik/contract/vocabulary"
import { Link } from "@tanstack/react-router"
import { useWords } from "../../i18n/use-words.ts"
import { MessageFacts } from "../themes/message-facts.tsx"
import { isSealed, type Mark } from "./desk.ts"
import css from "./inbox-page.module.css"
import { NoteField } from "./note-field.tsx"
import { Said } from "./said.tsx"
import { VerdictKeys } from "./verdict-keys.tsx"

export interface Acts {
  readonly verdict: (verdict: Verdict) => void
  readonly accept: () => void
  readonly place: (theme: ThemeId) => void
  readonly findTheme: () => void
  readonly merge: () => void
  readonly split: () => void
  readonly chooseAlike: () => void
  readonly note: () => void
  readonly saveNote: (text: string) => Promise<boolean>
  readonly closeNote: () => void
  readonly undo: () => void
}

interface ReadingProps {
  readonly item: InboxItem
  readonly mark: Mark | undefined
  readonly asOf: string
  readonly chosen: number
  readonly noting: boolean
  readonly acts: Acts
}

const Act = ({
  name,
  hint,
  onClick
}: {
  readonly name: string
  readonly hint: string
  readonly onClick: () => void
}) => (
  <Button
    variant="default"
    size="compact-sm"
    onClick={onClick}
    rightSection={<Kbd className={css.key}>{hint}</Kbd>}
  >
    {name}
  </Button>
)

const Where = ({
  candidate,
  here,
  onPick
}: {
  readonly candidate: Candidate
  readonly here: boolean
  readonly onPick: () => void
}) => {
  const { t } = useWords()
  return (
    <li className={css.candidate} data-here={here || undefined}>
      <UnstyledButton className={css.candidatePick} aria-pressed={here} onClick={onPick}>
        <span className={css.candidateTitle}>{candidate.title}</span>
        {candidate.quote && <span className={css.quote}>«{candidate.quote.slice(0, 160)}»</span>}
      </UnstyledButton>
      <span className={css.candidateFacts}>
        {t("inbox.messages", { count: candidate.messages })} ·{" "}
        <Link to="/themes/$id" params={{ id: candidate.theme }} className={css.candidateOpen}>
          {t("inbox.open_theme")}
        </Link>
      </span>
    </li>
  )
}

const Themes = ({ item, mark, acts }: Pick<ReadingProps, "item" | "mark" | "acts">) => {
  const { t } = useWords()
  const placed = mark?.theme ?? item.candidates[0]?.theme
  return (
    <section className={css.themes}>
      <h2 className={css.label}>{t("inbox.theme")}</h2>
      {mark?.apart ? (
        <p className="quiet">{t("inbox.apart")}</p>
      ) : item.candidates.length === 0 && mark?.theme === undefined ? (
        <p className="quiet">{t("inbox.no_theme")}</p>
      ) : (
        <ul>
          {item.candidates.map((candidate) => (
            <Where
              key={candidate.theme}
              candidate={candidate}
              here={candidate.theme === placed}
              onPick={() => acts.place(candidate.theme)}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

/** One message at reading width, what is suggested for it, and everything that can be decided of it. */
export const Reading = ({ item, mark, asOf, chosen, noting, acts }: ReadingProps) => {
  const { t } = useWords()
  const { message, suggested } = item
  const sealed = isSealed(item, mark)
  return (
    <article className={css.reading} aria-label={t("inbox.message")}>
      <p className={css.facts}>
        <MessageFacts message={message} asOf={asOf} />
      </p>
      <p className={css.text} lang={message.language === "en" ? "en" : "ru"}>
        <Said text={message.text} words={suggested?.words ?? []} />
      </p>
      {suggested === null && <p className={css.blind}>{t("inbox.blind")}</p>}
      <VerdictKeys suggested={suggested} given={mark?.verdict} onVerdict={acts.verdict} />
      <div className={css.acts}>
        {suggested && <Act name={t("inbox.accept")} hint="a" onClick={acts.accept} />}
        {!sealed && (
          <>
            <Act name={t("inbox.find")} hint="t" onClick={acts.findTheme} />
            <Act name={t("inbox.merge")} hint="m" onClick={acts.merge} />
            <Act name={t("inbox.split")} hint="s" onClick={acts.split} />
          </>
        )}
        {suggested && item.candidates.length > 0 && (
          <Act name={t("inbox.choose_alike")} hint="l" onClick={acts.chooseAlike} />
        )}
        <Act name={t("inbox.note")} hint="n" onClick={acts.note} />
        <Act name={t("inbox.undo")} hint="u" onClick={acts.undo} />
      </div>
      {chosen > 0 && (
        <p className={css.bulk} role="status">
          {t("inbox.bulk", { count: chosen })}
        </p>
      )}
      {noting && (
        <NoteField key={message.id} about={message.id} onSave={acts.saveNote} onClose={acts.closeNote} />
      )}
      {!sealed && <Themes item={item} mark={mark} acts={acts} />}
    </article>
  )
}
