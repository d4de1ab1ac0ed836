import { Button } from "@mantine/core"
import type { Theme } from "@otklik/contract/themes"
import { useState } from "react"
import { useWords } from "../../i18n/use-words.ts"
import css from "./school-list.module.css"
import { Section } from "./section.tsx"

const few = 12

/** The schools behind the theme, the loudest first; the API names at most fifty. */
export const SchoolList = ({ theme: { schools, item } }: { readonly theme: Theme }) => {
  const { t, integer } = useWords()
  const [all, setAll] = useState(false)
  if (schools.length === 0) return null
  const shown = all ? schools : schools.slice(0, few)
  const cut = all && item.schools > schools.length
  return (
    <Section
      title={t("theme.school_list")}
      aside={cut ? <span className="quiet">{t("theme.first_fifty")}</span> : undefined}
    >
      <ol className={css.schools}>
        {shown.map(({ school, name, messages }) => (
          <li key={school} className={css.school}>
            <span className={css.name}>{name}</span>
            <span>{integer(messages)}</span>
          </li>
        ))}
      </ol>
      {!all && schools.length > few && (
        <Button variant="subtle" size="compact-sm" className={css.more} onClick={() => setAll(true)}>
          {t("theme.school_more", { count: schools.length - few })}
        </Button>
      )}
    </Section>
  )
}
