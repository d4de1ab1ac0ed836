import { Button } from "@mantine/core"
import type { Theme } from "@otklik/contract/themes"
import { useState } from "react"
import { useWords } from "../../i18n/use-words.ts"
import css from "./split-dialog.module.css"

const few = 6
const mostOfTheme = 0.6

/** The largest group that leaves the theme its weight: most likely a matter of its own. */
export const suggested = ({ item, requests }: Theme): ReadonlyArray<string> =>
  requests
    .filter(({ messages }) => messages > 1 && messages <= mostOfTheme * item.messages)
    .slice(0, 1)
    .map(({ request }) => request)

interface GroupListProps {
  readonly theme: Theme
  readonly chosen: ReadonlyArray<string>
  readonly onChoose: (chosen: ReadonlyArray<string>) => void
}

/** Groups of the same request inside a theme, each with its size: any of them may be parted off. */
export const GroupList = ({ theme: { requests }, chosen, onChoose }: GroupListProps) => {
  const { t } = useWords()
  const [all, setAll] = useState(false)
  const shown = all ? requests : requests.filter(({ request }, i) => i < few || chosen.includes(request))
  const toggle = (request: string) =>
    onChoose(chosen.includes(request) ? chosen.filter((one) => one !== request) : [...chosen, request])
  if (requests.length < 2) return <p className={css.none}>{t("split.one_group")}</p>
  return (
    <fieldset className={css.groups}>
      <legend>{t("split.groups")}</legend>
      {shown.map(({ request, title, messages, schools }) => (
        <label key={request} className={css.group}>
          <input type="checkbox" checked={chosen.includes(request)} onChange={() => toggle(request)} />
          <span className={css.groupTitle}>{title}</span>
          <span className={css.count}>
            {t("messages.count", { count: messages })}, {t("count.schools", { count: schools })}
          </span>
        </label>
      ))}
      {shown.length < requests.length && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
          {t("split.more", { count: requests.length - shown.length })}
        </Button>
      )}
    </fieldset>
  )
}
