import type { ReactNode } from "react"
import css from "./page.module.css"

interface PageProps {
  /** the page's one question, or its answer */
  readonly title: string
  /** what stands beside the title */
  readonly aside?: ReactNode
  /** the page is being renewed */
  readonly stale?: boolean
  readonly children: ReactNode
}

/** A page that scrolls as a whole under its title. */
export const Page = ({ title, aside, stale = false, children }: PageProps) => (
  <div className={css.page} tabIndex={0}>
    <div className={css.inner} aria-busy={stale} data-stale={stale || undefined}>
      <header className={css.head}>
        <h1 className={css.title}>{title}</h1>
        {aside}
      </header>
      {children}
    </div>
  </div>
)
