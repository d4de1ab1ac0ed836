import { Button } from "@mantine/core"
import { CallFailure } from "../call.ts"
import { useWords, type Words } from "../i18n/use-words.ts"
import { Notice } from "../ui/notice.tsx"

/** What a failed call says, as a sentence. */
export const explain = (error: unknown, t: Words["t"]): string => {
  if (!(error instanceof CallFailure)) return t("failure.page_text")
  if (error.kind === "problem") return error.message
  const kind = error.kind
  return `${t(`failure.${kind}_title`)}. ${t(`failure.${kind}_text`)}`
}

/** What could not be shown, why, and a way to try again. */
export const Failure = ({
  title,
  error,
  retry
}: {
  readonly title: string
  readonly error: unknown
  readonly retry: () => void
}) => {
  const { t } = useWords()
  return (
    <Notice alarm title={title} action={<Button onClick={retry}>{t("failure.retry")}</Button>}>
      {explain(error, t)}
    </Notice>
  )
}
