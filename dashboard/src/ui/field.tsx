import { useId, type ComponentProps } from "react"
import css from "./field.module.css"

interface FieldProps extends ComponentProps<"input"> {
  readonly label: string
  readonly hint?: string
}

/** A text field under its name. */
export const Field = ({ label, hint, ...input }: FieldProps) => {
  const id = useId()
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      <input id={id} className={css.input} aria-describedby={hint && `${id}-hint`} {...input} />
      {hint && (
        <span id={`${id}-hint`} className={css.hint}>
          {hint}
        </span>
      )}
    </div>
  )
}

interface ChooseProps extends ComponentProps<"select"> {
  readonly label: string
  readonly choices: ReadonlyArray<{ readonly value: string; readonly label: string }>
  /** the name is read aloud, not shown */
  readonly bare?: boolean
}

/** One of some values, in the browser's own list. */
export const Choose = ({ label, choices, bare = false, ...select }: ChooseProps) => {
  const id = useId()
  return (
    <div className={css.field}>
      <label htmlFor={id} className={bare ? "hidden-words" : undefined}>
        {label}
      </label>
      <select id={id} className={css.input} {...select}>
        {choices.map(({ value, label: name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
