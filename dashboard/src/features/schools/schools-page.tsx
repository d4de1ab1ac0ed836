import { routes } from "@otklik/contract"
import type { School } from "@otklik/contract/schools"
import { queryOptions, useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { call } from "../../call.ts"
import { Failure } from "../../frame/failure.tsx"
import { useMay } from "../../frame/me-query.ts"
import { useTitle } from "../../frame/use-title.ts"
import { useWords, type Words } from "../../i18n/use-words.ts"
import { Field } from "../../ui/field.tsx"
import css from "../people/people-page.module.css"
import { AssignForm } from "./assign-form.tsx"
import { ImportForm } from "./import-form.tsx"

export const schoolsQuery = queryOptions({
  queryKey: ["schools"],
  queryFn: ({ signal }) => call(routes.schools, { signal }),
  staleTime: 5_000
})

const shown = 200

const districtName = ({ district }: School, t: Words["t"]) =>
  district === null ? t("directory.none") : t(`district.${district}`)

/** The one whose days hold the last day told, or nobody. */
const curatorOf = ({ assignments }: School) => (assignments[0]?.to === null ? assignments[0] : undefined)

const matches = (school: School, t: Words["t"], text: string) =>
  [
    school.school,
    school.number,
    school.name,
    districtName(school, t),
    curatorOf(school)?.name ?? "",
    ...school.aliases
  ]
    .join(" ")
    .toLowerCase()
    .includes(text.trim().toLowerCase())

interface RowProps {
  readonly school: School
  readonly ticked: boolean
  readonly onTick: ((school: string) => void) | undefined
}

const Row = ({ school, ticked, onTick }: RowProps) => {
  const { t } = useWords()
  const curator = curatorOf(school)
  return (
    <tr>
      <th scope="row">
        {onTick && (
          <input
            type="checkbox"
            checked={ticked}
            aria-label={t("directory.choose", { name: school.name })}
            onChange={() => onTick(school.school)}
          />
        )}{" "}
        {school.name}
        <span className={css.second}>
          {[school.school, ...school.aliases, ...school.buildings].join(" · ")}
        </span>
      </th>
      <td>{districtName(school, t)}</td>
      <td>
        {curator?.name ?? t("directory.nobody")}
        {curator && <span className={css.second}>{t("directory.since", { day: curator.from })}</span>}
      </td>
    </tr>
  )
}

const Table = ({
  schools,
  ticked,
  onTick
}: Omit<RowProps, "school" | "ticked"> & {
  readonly schools: ReadonlyArray<School>
  readonly ticked: ReadonlySet<string>
}) => {
  const { t } = useWords()
  return (
    <table className={css.table}>
      <caption className="hidden-words">{t("directory.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("directory.school")}</th>
          <th scope="col">{t("directory.district")}</th>
          <th scope="col">{t("directory.curator")}</th>
        </tr>
      </thead>
      <tbody>
        {schools.slice(0, shown).map((school) => (
          <Row key={school.school} school={school} ticked={ticked.has(school.school)} onTick={onTick} />
        ))}
      </tbody>
    </table>
  )
}

const useTicks = () => {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const tick = (school: string) =>
    setTicked((before) =>
      before.has(school) ? before.difference(new Set([school])) : new Set([...before, school])
    )
  return { ticked, tick, clear: () => setTicked(new Set()) }
}

const Directory = () => {
  const { t } = useWords()
  const keeps = useMay("keep_directory")
  const answer = useQuery(schoolsQuery)
  const { ticked, tick, clear } = useTicks()
  const [text, setText] = useState("")
  if (answer.isError)
    return <Failure title={t("directory.failed")} error={answer.error} retry={() => void answer.refetch()} />
  if (answer.data === undefined) return <p role="status">{t("directory.loading")}</p>
  const found = answer.data.items.filter((school) => matches(school, t, text))
  return (
    <>
      {keeps && <ImportForm />}
      {keeps && answer.data.curators.length > 0 && (
        <AssignForm curators={answer.data.curators} schools={[...ticked]} onDone={clear} />
      )}
      <div className={css.find}>
        <Field
          label={t("directory.find")}
          type="search"
          value={text}
          maxLength={100}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      </div>
      <p className={css.text} role="status">
        {answer.data.items.length === 0
          ? t("directory.empty")
          : t("directory.found", { count: found.length })}
        {found.length > shown && ` · ${t("directory.all", { count: shown })}`}
      </p>
      <Table schools={found} ticked={ticked} onTick={keeps ? tick : undefined} />
    </>
  )
}

/** The directory: schools, their districts, other names and curators. */
export const SchoolsPage = () => {
  const { t } = useWords()
  useTitle(t("app.schools"))
  return (
    <div className={css.page} tabIndex={0}>
      <div className={css.inner}>
        <h1 className={css.title}>{t("directory.title")}</h1>
        <Directory />
      </div>
    </div>
  )
}
