import type { Theme } from "@otklik/contract/themes"
import { useWords } from "../../i18n/use-words.ts"
import { Waterfall } from "../../ui/waterfall.tsx"
import { Section } from "./section.tsx"
import { whySentence } from "./why-sentences.ts"

/** «Почему на этом месте»: the parts of the score, each with its sentence, adding up. */
export const Why = ({ theme: { item, schoolsTotal } }: { readonly theme: Theme }) => {
  const words = useWords()
  const { t, tenth, exactTenth, percent } = words
  const steps = item.parts.map((part) => ({
    name: t(`part.${part.part}`),
    sentence: whySentence(part, item, schoolsTotal, words),
    note: t("why.of", { points: tenth(part.points), weight: percent(part.weight) }),
    size: part.adds,
    value: `${part.adds < 0 ? "−" : "+"}${exactTenth(Math.abs(part.adds))}`
  }))
  return (
    <Section title={t("why.title")}>
      <Waterfall
        steps={steps}
        sum={{ name: t("why.sum"), size: item.score, value: exactTenth(item.score) }}
      />
    </Section>
  )
}
