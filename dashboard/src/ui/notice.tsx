import type { ReactNode } from "react"
import css from "./notice.module.css"

interface NoticeProps {
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
  /** the notice is the whole page: its title is the page's own */
  readonly page?: boolean
  /** an alarm is read aloud at once */
  readonly alarm?: boolean
}

/** A page or a part of one that has nothing to show: what happened, then what to do. */
export const Notice = ({ title, children, action, page = false, alarm = false }: NoticeProps) => (
  <div className={css.notice} role={alarm ? "alert" : undefined} data-alarm={alarm || undefined}>
    {page ? <h1 className={css.title}>{title}</h1> : <p className={css.title}>{title}</p>}
    {children && <div className={css.text}>{children}</div>}
    {action && <div className={css.action}>{action}</div>}
  </div>
)

/** Commands that a reader can copy, one a line. */
export const Commands = ({ lines }: { readonly lines: ReadonlyArray<string> }) => (
  <pre className={css.commands} tabIndex={0}>
    {lines.join("\n")}
  </pre>
)
