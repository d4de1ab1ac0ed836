import { Button } from "@mantine/core"
import { type AuditItem, AuditKind } from "@otklik/contract/audit"
import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { Failure } from "../../frame/failure.tsx"
import { namesQuery, useMay, useMe, useNames } from "../../frame/me-query.ts"
import { useTitle } from "../../frame/use-title.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Notice } from "../../ui/notice.tsx"
import { Pick } from "../../ui/pick.tsx"
import people from "../people/people-page.module.css"
import css from "./audit-page.module.css"
import { auditQuery, type AuditSearch } from "./audit-query.ts"
import { detailsOf } from "./audit-sentences.ts"

const route = getRouteApi("/audit")

const Filters = () => {
  const { t } = useWords()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const names = useQuery(namesQuery).data ?? new Map<string, string>()
  const narrow = (change: { readonly [K in keyof AuditSearch]?: string | undefined }) =>
    void navigate({ to: ".", search: (before) => ({ ...before, ...change }) as AuditSearch })
  return (
    <search className={css.filters} aria-label={t("filter.label")}>
      <Pick
        label={t("audit.kind")}
        none={t("filter.any")}
        choices={AuditKind.literals.map((value) => ({ value, label: t(`audit.${value}`) }))}
        value={search.kind}
        onPick={(kind) => narrow({ kind })}
      />
      <Pick
        label={t("audit.person")}
        none={t("audit.anybody")}
        choices={[...names].map(([value, label]) => ({ value, label }))}
        value={search.person}
        onPick={(person) => narrow({ person })}
      />
    </search>
  )
}

const Row = ({ item }: { readonly item: AuditItem }) => {
  const words = useWords()
  const { t, moment } = words
  const nameOf = useNames()
  const details = detailsOf(item, words, nameOf)
  return (
    <tr data-refused={item.kind === "sign_in_refused" || undefined}>
      <td>
        <span className={css.when}>{moment(item.at)}</span>
      </td>
      <th scope="row">
        {t(`audit.${item.kind}`)}
        {details !== "" && <span className={people.second}>{details}</span>}
      </th>
      <td>
        <span className={people.word}>{t("audit.person")}</span>
        {item.person === null ? t("audit.unknown") : nameOf(item.person)}
      </td>
      <td>
        <span className={people.word}>{t("audit.from")}</span>
        {item.detail.address ?? "—"}
      </td>
    </tr>
  )
}

const Table = ({ items }: { readonly items: ReadonlyArray<AuditItem> }) => {
  const { t } = useWords()
  return (
    <table className={people.table}>
      <caption className="hidden-words">{t("audit.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("audit.when")}</th>
          <th scope="col">{t("audit.what")}</th>
          <th scope="col">{t("audit.person")}</th>
          <th scope="col">{t("audit.from")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row key={item.sequence} item={item} />
        ))}
      </tbody>
    </table>
  )
}

const List = () => {
  const { t } = useWords()
  const search = route.useSearch()
  const answer = useInfiniteQuery(auditQuery(search))
  const items = answer.data?.pages.flatMap((page) => page.items)
  if (answer.isError)
    return <Failure title={t("audit.failed")} error={answer.error} retry={() => void answer.refetch()} />
  if (items === undefined) return <p role="status">{t("audit.loading")}</p>
  if (items.length === 0)
    return <Notice title={t(Object.keys(search).length > 0 ? "audit.empty" : "audit.nothing")} />
  return (
    <>
      <Table items={items} />
      {answer.hasNextPage && (
        <p className={people.after}>
          <Button
            variant="default"
            loading={answer.isFetchingNextPage}
            onClick={() => void answer.fetchNextPage()}
          >
            {t("audit.more")}
          </Button>
        </p>
      )}
    </>
  )
}

/** Who came in, who was not let in, what was taken away and who may do what: for administrators. */
export const AuditPage = () => {
  const { t } = useWords()
  const me = useMe()
  const mayAdminister = useMay("administer")
  useTitle(t("app.audit"))
  if (me === undefined) return null
  if (!mayAdminister) return <Notice page title={t("session.not_open")} />
  return (
    <div className={people.page} tabIndex={0}>
      <div className={people.inner}>
        <h1 className={people.title}>{t("audit.title")}</h1>
        <p className={people.text}>{t("audit.text")}</p>
        <Filters />
        <List />
      </div>
    </div>
  )
}
