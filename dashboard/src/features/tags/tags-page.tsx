import { Button, Skeleton } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { Failure } from "../../frame/failure.tsx"
import { useMay } from "../../frame/me-query.ts"
import { useKept } from "../../frame/use-kept.ts"
import { Page } from "../../frame/page.tsx"
import { useTitle } from "../../frame/use-title.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Field } from "../../ui/field.tsx"
import { Notice } from "../../ui/notice.tsx"
import { TagRow } from "./tag-row.tsx"
import css from "./tags-page.module.css"
import { tagsQuery, tidyTag, useTaxonomy } from "./tags-query.ts"

const Add = ({ taxonomy }: { readonly taxonomy: ReturnType<typeof useTaxonomy> }) => {
  const { t } = useWords()
  const { text: typed, type, forget } = useKept("tag")
  const tag = tidyTag(typed)
  return (
    <form
      className={css.add}
      onSubmit={(event) => {
        event.preventDefault()
        if (tag !== "") void taxonomy.add(tag).then(forget, () => undefined)
      }}
    >
      <Field
        label={t("tags.new")}
        hint={t("tags.new_hint")}
        maxLength={60}
        value={typed}
        onChange={({ currentTarget }) => type(currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={tag === ""} loading={taxonomy.busy}>
        {t("tags.add")}
      </Button>
    </form>
  )
}

/** The taxonomy of tags: curators extend it, senior curators rename and merge. */
export const TagsPage = () => {
  const { t } = useWords()
  const answer = useQuery(tagsQuery)
  const taxonomy = useTaxonomy()
  const [mayAdd, mayMerge] = [useMay("decide_messages"), useMay("approve")]
  useTitle(t("app.tags"))
  const tags = answer.data?.items.filter(({ into }) => into === null) ?? []
  const names = tags.map(({ tag }) => tag)
  return (
    <Page title={t("tags.title")}>
      {mayAdd && <Add taxonomy={taxonomy} />}
      {taxonomy.refused && (
        <p className={css.refused} role="alert">
          {taxonomy.refused.message}
        </p>
      )}
      {answer.isError && (
        <Failure title={t("tags.failed")} error={answer.error} retry={() => void answer.refetch()} />
      )}
      {answer.isPending && (
        <div role="status" aria-label={t("tags.loading")}>
          {[0, 1, 2].map((index) => (
            <Skeleton key={index} height={12} width="60%" my={24} animate={false} />
          ))}
        </div>
      )}
      {answer.data && tags.length === 0 && (
        <Notice title={t("tags.none_title")}>{t("tags.none_text")}</Notice>
      )}
      <ul className={css.tags}>
        {tags.map((tag) => (
          <TagRow
            key={tag.tag}
            tag={tag}
            parts={answer.data?.items.filter(({ into }) => into === tag.tag) ?? []}
            names={names}
            taxonomy={taxonomy}
            mayMerge={mayMerge}
          />
        ))}
      </ul>
    </Page>
  )
}
