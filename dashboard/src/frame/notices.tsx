import { useQuery } from "@tanstack/react-query"
import { healthQuery } from "./health-query.ts"
import css from "./notices.module.css"

/** What the server says is not as it should be, over the page's foot so that nothing moves. */
export const Notices = () => {
  const { data } = useQuery(healthQuery)
  if (!data || data.notices.length === 0) return null
  return (
    <div className={css.notices} role="status">
      {data.notices.map((notice) => (
        <p key={notice}>{notice}</p>
      ))}
    </div>
  )
}
