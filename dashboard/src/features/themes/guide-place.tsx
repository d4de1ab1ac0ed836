import type { Why } from "@otklik/contract/why"
import { Link } from "@tanstack/react-router"
import { useWords } from "../../i18n/use-words.ts"
import { guideChange } from "../guides/guide-sentences.ts"
import { withoutTheme } from "../backlog/search.ts"
import css from "./why.module.css"

type Guide = NonNullable<Why["guide"]>

const sentence = (words: string) => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`

interface NextProps {
  readonly which: "above" | "below"
  readonly neighbour: Why["above"]
  readonly messages: number | null
}

const Next = ({ which, neighbour, messages }: NextProps) => {
  const { t, exactTenth } = useWords()
  if (neighbour === null || messages === null) return null
  const { score, theme, title } = neighbour
  return (
    <li>
      {t(`guide_why.${which}`)}{" "}
      <Link to="/themes/$id" params={{ id: theme }} search={withoutTheme} className={css.model}>
        {title}
      </Link>{" "}
      <span className="quiet">
        {exactTenth(score)} · {t(`guide_why.${which}_by`, { count: messages })}
      </span>
    </li>
  )
}

/** Why a guide to write stands where it stands: how often it is asked for, by whom, and who stands next to it. */
export const GuidePlace = ({ why, guide }: { readonly why: Why; readonly guide: Guide }) => {
  const words = useWords()
  const { t, exactTenth } = words
  const { down, messages, perHundred, perHundredBefore, roles, schools, up } = guide
  return (
    <div className={css.words}>
      <p>
        <Link to="/guides" className={css.model}>
          {t("why.in_guides", { rank: why.rank })}
        </Link>
      </p>
      <p>
        {t("guide_why.asked", {
          value: exactTenth(perHundred),
          messages: t("messages.count", { count: messages }),
          schools: t("guide_why.of_schools", { count: schools })
        })}
      </p>
      <p>
        {sentence(guideChange(perHundred, perHundredBefore, words))}
        {roles.length > 0 &&
          ` ${t("guide_why.roles", { roles: roles.map((role) => t(`role.${role}`)).join(", ") })}`}
      </p>
      <ul>
        <Next which="above" neighbour={why.above} messages={up} />
        <Next which="below" neighbour={why.below} messages={down} />
      </ul>
    </div>
  )
}
