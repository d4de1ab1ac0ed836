import { Button } from "@mantine/core"
import type { FormEvent, ReactNode } from "react"
import { explain } from "../../frame/failure.tsx"
import { useTitle } from "../../frame/use-title.ts"
import { useWords } from "../../i18n/use-words.ts"
import css from "./session-form.module.css"

interface SessionFormProps {
  readonly title: string
  readonly text?: string
  readonly error: unknown
  readonly pending: boolean
  readonly act: string
  readonly onSend: (fields: Readonly<Record<string, string>>) => void
  readonly children: ReactNode
  /** another way in, under the button */
  readonly otherwise?: ReactNode
}

const fieldsOf = (form: HTMLFormElement) =>
  Object.fromEntries([...new FormData(form)].map(([key, value]) => [key, String(value)]))

/** A form by which somebody comes in: what went wrong is said above its button and read aloud. */
export const SessionForm = ({
  title,
  text,
  error,
  pending,
  act,
  onSend,
  children,
  otherwise
}: SessionFormProps) => {
  const { t } = useWords()
  useTitle(title)
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSend(fieldsOf(event.currentTarget))
  }
  return (
    <div className={css.page}>
      <form className={css.form} onSubmit={send}>
        <h1 className={css.title}>{title}</h1>
        {text && <p className={css.text}>{text}</p>}
        {children}
        {error !== null && (
          <p className={css.failed} role="alert">
            {explain(error, t)}
          </p>
        )}
        <Button variant="filled" type="submit" loading={pending}>
          {act}
        </Button>
        {otherwise}
      </form>
    </div>
  )
}
