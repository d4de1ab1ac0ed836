import { Button, TextInput } from "@mantine/core"
import type { Change } from "@otklik/contract/change"
import type { Request } from "@otklik/contract/requests"
import type { Theme } from "@otklik/contract/themes"
import { useState } from "react"
import { useKept } from "../../frame/use-kept.ts"
import { useWords } from "../../i18n/use-words.ts"
import { ThemePick, type Choice } from "../inbox/theme-pick.tsx"
import { SplitDialog } from "../splits/split-dialog.tsx"
import css from "./request-panel.module.css"

interface WorkshopProps {
  readonly theme: Theme
  readonly request: Request
  /** false where it was refused */
  readonly decide: (...changes: ReadonlyArray<typeof Change.Encoded>) => Promise<boolean>
}

const Rename = ({ theme, decide, onDone }: WorkshopProps & { readonly onDone: () => void }) => {
  const { t } = useWords()
  const { text: title, type, forget } = useKept(`title ${theme.item.theme}`, theme.item.title)
  const save = async () => {
    const changed = title.trim() !== "" && title.trim() !== theme.item.title
    if (changed && !(await decide({ kind: "rename", theme: theme.item.theme, title: title.trim() }))) return
    forget()
    onDone()
  }
  return (
    <div className={css.reason}>
      <TextInput
        autoFocus
        label={t("workshop.title")}
        maxLength={80}
        value={title}
        onChange={({ currentTarget }) => type(currentTarget.value)}
        onKeyDown={({ key }) => (key === "Enter" ? void save() : key === "Escape" && onDone())}
      />
      <div className={css.acts}>
        <Button size="compact-sm" onClick={() => void save()}>
          {t("workshop.save")}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={onDone}>
          {t("request.cancel")}
        </Button>
      </div>
    </div>
  )
}

const Preview = ({
  theme,
  into,
  onMerge,
  onLeave
}: {
  readonly theme: Theme
  readonly into: Choice
  readonly onMerge: () => void
  readonly onLeave: () => void
}) => {
  const { t } = useWords()
  const { item } = theme
  return (
    <div className={css.preview} role="group" aria-label={t("workshop.preview")}>
      <p>{t("workshop.will_merge", { from: item.title, into: into.title })}</p>
      <p className="quiet">
        {t("workshop.sum", { count: item.messages + into.messages, a: item.messages, b: into.messages })}
      </p>
      <p className="quiet">{t("workshop.kept")}</p>
      <div className={css.acts}>
        <Button size="compact-sm" onClick={onMerge}>
          {t("inbox.merge")}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={onLeave}>
          {t("request.cancel")}
        </Button>
      </div>
    </div>
  )
}

type Shown = "rename" | "pick" | "split" | Choice | undefined

/** What can be made of a theme: a name, one with another, two of it, a lock against merging. */
export const Workshop = (props: WorkshopProps) => {
  const { theme, request, decide } = props
  const { t } = useWords()
  const [shown, setShown] = useState<Shown>()
  const { item } = theme
  const near = theme.similar.map(({ theme: other, title }) => ({
    theme: other,
    title,
    messages: 0,
    quote: ""
  }))
  const leave = () => setShown(undefined)
  const merge = (into: Choice) => {
    void decide({ kind: "merge", from: item.theme, into: into.theme })
    leave()
  }
  return (
    <div>
      <div className={css.acts}>
        <Button variant="default" size="compact-sm" onClick={() => setShown("rename")}>
          {t("workshop.rename")}
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => setShown("pick")}>
          {t("inbox.merge")}
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => setShown("split")}>
          {t("workshop.split")}
        </Button>
        {!request.state.locked && (
          <Button
            variant="default"
            size="compact-sm"
            title={t("workshop.lock_hint")}
            onClick={() => void decide({ kind: "lock", theme: item.theme })}
          >
            {t("workshop.lock")}
          </Button>
        )}
        {request.state.locked && <span className="quiet">{t("workshop.locked")}</span>}
      </div>
      {shown === "rename" && <Rename {...props} onDone={leave} />}
      {shown === "pick" && (
        <ThemePick
          title={t("inbox.pick_merge", { title: item.title })}
          near={near}
          without={item.theme}
          onPick={setShown}
          onClose={() => setShown((now) => (now === "pick" ? undefined : now))}
        />
      )}
      {shown === "split" && <SplitDialog theme={theme} onDone={leave} onClose={leave} />}
      {typeof shown === "object" && (
        <Preview theme={theme} into={shown} onMerge={() => merge(shown)} onLeave={leave} />
      )}
    </div>
  )
}
