import type { BacklogItem } from "@otklik/contract/backlog"
import type { Theme } from "@otklik/contract/themes"
import { useWords } from "../../i18n/use-words.ts"
import { Waterfall } from "../../ui/waterfall.tsx"
import { sureSentence } from "./rank-sentences.ts"
import { Section } from "./section.tsx"
import css from "./why.module.css"
import { whySentence } from "./why-sentences.ts"

interface ThemeProps {
  readonly theme: Theme
}

const Warnings = ({ item }: { readonly item: BacklogItem }) => {
  const { t } = useWords()
  const { flags, quietDistricts } = item
  if (flags.length + quietDistricts.length === 0) return null
  return (
    <ul className={css.warnings}>
      {flags.map((flag) => (
        <li key={flag}>{t(`flag.${flag}`)}</li>
      ))}
      {quietDistricts.length > 0 && (
        <li>
          {t("flag.quiet", {
            districts: quietDistricts.map((district) => t(`district.${district}`)).join(", ")
          })}
        </li>
      )}
    </ul>
  )
}

const Parts = ({ theme: { item, schoolsTotal } }: ThemeProps) => {
  const words = useWords()
  const { t, exactTenth, percent, signedTenth } = words
  const steps = item.parts
    .filter(({ adds, weight }) => weight > 0 || adds !== 0)
    .map((part) => ({
      name: t(`part.${part.part}`),
      sentence: whySentence(part, item, schoolsTotal, words),
      note: t("why.weight", { weight: percent(part.weight) }),
      size: part.adds,
      value: signedTenth(part.adds)
    }))
  return (
    <Waterfall steps={steps} sum={{ name: t("why.sum"), size: item.score, value: exactTenth(item.score) }} />
  )
}

/** «Почему на этом месте»: how sure the place is, and the parts that add up, each with its sentence. */
export const Why = ({ theme }: ThemeProps) => {
  const words = useWords()
  const { item } = theme
  return (
    <Section title={words.t("why.title")}>
      <p className={css.words}>{sureSentence(item.rank, item.interval, words)}</p>
      <Warnings item={item} />
      <Parts theme={theme} />
    </Section>
  )
}
