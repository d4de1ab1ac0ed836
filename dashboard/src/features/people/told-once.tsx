import { Button } from "@mantine/core"
import { useState } from "react"
import { useWords } from "../../i18n/use-words.ts"
import css from "./people-page.module.css"

interface ToldOnceProps {
  readonly title: string
  readonly text: string
  readonly secret: string
}

/** A browser gives its clipboard to safe addresses alone. */
const clipboard = (): Clipboard | undefined => navigator.clipboard

const Copy = ({ secret }: Pick<ToldOnceProps, "secret">) => {
  const { t } = useWords()
  const [copied, setCopied] = useState<string>()
  if (clipboard() === undefined) return null
  const copy = () =>
    clipboard()!
      .writeText(secret)
      .then(
        () => setCopied(secret),
        () => undefined
      )
  return (
    <Button size="compact-sm" variant="default" onClick={() => void copy()}>
      {t(copied === secret ? "people.copied" : "people.copy")}
    </Button>
  )
}

/** What is shown once and cannot be shown again. */
export const ToldOnce = ({ title, text, secret }: ToldOnceProps) => (
  <div role="status" className={css.once}>
    <p>
      <b>{title}</b>
    </p>
    <p>{text}</p>
    <pre className={css.secret} tabIndex={0}>
      {secret}
    </pre>
    <Copy secret={secret} />
  </div>
)
