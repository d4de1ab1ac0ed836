import type { Words } from "../../i18n/use-words.ts"

const noticeable = 0.1

/** «было 4,2» with how it moved, or that it is as it was. */
export const guideChange = (
  now: number,
  before: number,
  { t, exactTenth }: Pick<Words, "t" | "exactTenth">
): string => {
  if (before === 0) return t("guides.fresh")
  const share = now / before - 1
  if (Math.abs(share) < noticeable) return t("guides.same", { before: exactTenth(before) })
  return t(share > 0 ? "guides.grew" : "guides.fell", { before: exactTenth(before) })
}
