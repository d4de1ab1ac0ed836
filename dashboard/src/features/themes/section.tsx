import type { ReactNode } from "react"
import css from "./section.module.css"

interface SectionProps {
  readonly title: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}

export const Section = ({ title, aside, children }: SectionProps) => (
  <section className={css.section}>
    <div className={css.head}>
      <h2 className={css.title}>{title}</h2>
      {aside}
    </div>
    {children}
  </section>
)
