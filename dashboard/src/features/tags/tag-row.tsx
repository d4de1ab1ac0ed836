import { Button } from "@mantine/core"
import type { TagItem } from "@otklik/contract/tags"
import { useId, useState } from "react"
import { useKept } from "../../frame/use-kept.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Field } from "../../ui/field.tsx"
import css from "./tags-page.module.css"
import { tidyTag, type useTaxonomy } from "./tags-query.ts"

interface TagRowProps {
  readonly tag: TagItem
  /** tags that became part of this one */
  readonly parts: ReadonlyArray<TagItem>
  /** names that are in use */
  readonly names: ReadonlyArray<string>
  readonly taxonomy: ReturnType<typeof useTaxonomy>
  readonly mayMerge: boolean
}

const Carriers = ({ tag: { messages, themes } }: { readonly tag: TagItem }) => {
  const { t } = useWords()
  return (
    <span className={css.count}>
      {t("tags.themes", { count: themes })}, {t("messages.count", { count: messages })}
    </span>
  )
}

const Join = ({ tag, names, taxonomy, onDone }: TagRowProps & { readonly onDone: () => void }) => {
  const { t } = useWords()
  const { text: typed, type, forget } = useKept(`tag ${tag.tag}`, tag.tag)
  const list = useId()
  const into = tidyTag(typed)
  const known = names.includes(into)
  const changed = into !== "" && into !== tag.tag
  const save = () =>
    void taxonomy.join(tag, into, known).then(
      () => (forget(), onDone()),
      () => undefined
    )
  return (
    <form
      className={css.join}
      onSubmit={(event) => {
        event.preventDefault()
        if (changed) save()
      }}
    >
      <Field
        autoFocus
        label={t("tags.new_name")}
        hint={t("tags.new_name_hint")}
        list={list}
        maxLength={60}
        value={typed}
        onChange={({ currentTarget }) => type(currentTarget.value)}
        onKeyDown={({ key }) => key === "Escape" && onDone()}
      />
      <datalist id={list}>
        {names
          .filter((name) => name !== tag.tag)
          .map((name) => (
            <option key={name} value={name} />
          ))}
      </datalist>
      {changed && (
        <p>
          {t(known ? "tags.will_join" : "tags.will_rename", { from: tag.tag, into })}{" "}
          <span className="quiet">
            {t("tags.will_carry", {
              themes: t("tags.themes", { count: tag.themes }),
              messages: t("messages.count", { count: tag.messages })
            })}
          </span>
        </p>
      )}
      <div className={css.acts}>
        <Button type="submit" size="compact-sm" disabled={!changed} loading={taxonomy.busy}>
          {t(known ? "tags.join" : "tags.rename")}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={onDone}>
          {t("request.cancel")}
        </Button>
      </div>
    </form>
  )
}

/** A tag with how many carry it and what became part of it; senior curators rename it or merge it with another. */
export const TagRow = (props: TagRowProps) => {
  const { tag, parts, taxonomy, mayMerge } = props
  const { t } = useWords()
  const [joining, setJoining] = useState(false)
  return (
    <li className={css.tag}>
      <div className={css.line}>
        <span className={css.name}>{tag.tag}</span>
        <Carriers tag={tag} />
        {mayMerge && (
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={t("tags.change_this", { tag: tag.tag })}
            aria-expanded={joining}
            onClick={() => setJoining(!joining)}
          >
            {t("tags.change")}
          </Button>
        )}
      </div>
      {parts.length > 0 && (
        <ul className={css.parts}>
          {parts.map((part) => (
            <li key={part.tag}>
              {t("tags.part", { tag: part.tag })}
              {mayMerge && (
                <Button
                  variant="subtle"
                  size="compact-xs"
                  aria-label={t("tags.part_again", { tag: part.tag })}
                  onClick={() => taxonomy.part(part)}
                >
                  {t("inbox.undo")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {joining && <Join {...props} onDone={() => setJoining(false)} />}
    </li>
  )
}
