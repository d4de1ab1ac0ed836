import type { ProposedChange } from "@otklik/contract/proposals"
import type { Words } from "../../i18n/use-words.ts"

const most = 3

const listed = (themes: ProposedChange["from"], { t }: Words, shown = most): string => {
  const named = themes.slice(0, shown).map(({ title }) => t("proposals.theme", { title }))
  const rest = themes.length - named.length
  return rest === 0 ? named.join(", ") : t("proposals.and_more", { themes: named.join(", "), count: rest })
}

/** How one theme would change, in a sentence. */
export const changeSentence = ({ from, kind, to }: ProposedChange, words: Words): string => {
  const { t } = words
  const [before, after] = [listed(from, words), listed(to, words)]
  switch (kind) {
    case "merged":
      return t("proposals.merged", { from: before, into: after })
    case "split":
      return t("proposals.split", { from: listed(from, words, 1), into: after })
    case "new":
      return from.length === 0
        ? t("proposals.new", { into: after })
        : t("proposals.new_from", { into: after, from: before })
    case "gone":
      return to.length === 0
        ? t("proposals.gone", { from: before })
        : t("proposals.gone_to", { from: before, into: after })
    case "grew":
      return from.length === 0
        ? t("proposals.grew", { into: after })
        : t("proposals.grew_from", { into: after, from: before })
    default:
      return t("proposals.shrank", { into: after })
  }
}
