import type { Coverage } from "@otklik/contract/coverage"
import type { Words } from "../../i18n/use-words.ts"

const worthNaming = 0.15

/** «Слышны 512 школ из 600, молчат 88. Тише всех ТАО: слышны 5 школ из 18.» */
export const coverageAnswer = (
  { schools, districts }: Pick<Coverage, "schools" | "districts">,
  { t }: Pick<Words, "t">
): string => {
  const silent = schools.total - schools.heard
  const first = t("coverage.heard", { count: schools.heard, total: schools.total })
  if (silent === 0) return `${first}.`
  const share = schools.heard / Math.max(1, schools.total)
  const quietest = districts
    .filter(({ total }) => total > 0)
    .toSorted((a, b) => a.heard / a.total - b.heard / b.total)[0]
  const behind = quietest && quietest.heard / quietest.total < share - worthNaming
  const second = `${first}, ${t("coverage.silent_count", { count: silent })}.`
  if (!behind) return second
  const { heard, key, total } = quietest
  return `${second} ${t("coverage.quietest", { count: heard, district: t(`district.${key}`), total })}`
}
