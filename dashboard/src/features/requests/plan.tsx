import { Button, NumberInput, Pill, TagsInput } from "@mantine/core"
import type { Change } from "@otklik/contract/change"
import type { Request } from "@otklik/contract/requests"
import { useState } from "react"
import { useWords } from "../../i18n/use-words.ts"
import { useMe, useNames } from "../../frame/me-query.ts"
import { tidyTag, useTagNames } from "../tags/tags-query.ts"
import css from "./request-panel.module.css"

type Encoded = typeof Change.Encoded

interface PlanProps {
  readonly request: Request
  readonly decide: (...changes: ReadonlyArray<Encoded>) => void
}

/** A number that is saved when it is left or entered, and only where it changed. */
const Figure = ({
  label,
  value,
  min,
  max,
  step,
  onSave
}: {
  readonly label: string
  readonly value: number | undefined
  readonly min: number
  readonly max: number
  readonly step: number
  readonly onSave: (value: number | null) => void
}) => {
  const [typed, setTyped] = useState<string | number>(value ?? "")
  const save = () => {
    const next = typed === "" ? null : Number(typed)
    if (next !== (value ?? null)) onSave(next)
  }
  return (
    <NumberInput
      size="xs"
      label={label}
      value={typed}
      min={min}
      max={max}
      step={step}
      hideControls
      decimalScale={1}
      onChange={setTyped}
      onBlur={save}
      onKeyDown={({ key }) => key === "Enter" && save()}
    />
  )
}

const Assignee = ({ request, decide }: PlanProps) => {
  const { t } = useWords()
  const { assignee, watchers = [] } = request.state
  const person = useMe()?.person?.id
  const nameOf = useNames()
  return (
    <div className={css.people}>
      <span>
        {t("request.assignee")} <b>{assignee === undefined ? t("request.nobody") : nameOf(assignee)}</b>
      </span>
      {person && assignee !== person && (
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => decide({ kind: "assign", theme: request.theme, person })}
        >
          {t("request.take")}
        </Button>
      )}
      {assignee !== undefined && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => decide({ kind: "assign", theme: request.theme, person: null })}
        >
          {t("request.release")}
        </Button>
      )}
      {person && (
        <Button
          variant="default"
          size="compact-sm"
          aria-pressed={watchers.includes(person)}
          onClick={() => decide({ kind: "watch", theme: request.theme, on: !watchers.includes(person) })}
        >
          {t(watchers.includes(person) ? "request.unwatch" : "request.watch")}
        </Button>
      )}
      {watchers.length > 0 && (
        <span className="quiet">{t("request.watchers", { who: watchers.map(nameOf).join(", ") })}</span>
      )}
    </div>
  )
}

const Tags = ({ request, decide }: PlanProps) => {
  const { t } = useWords()
  const { names, now } = useTagNames()
  const carried = request.state.tags ?? []
  const tags = [...new Set(carried.map(now))]
  const change = (next: ReadonlyArray<string>) => {
    const about = request.theme
    const clean = next.map((tag) => now(tidyTag(tag))).filter(Boolean)
    const added = clean.filter((tag) => !tags.includes(tag))
    const gone = carried.filter((tag) => !clean.includes(now(tag)))
    decide(
      ...added.filter((tag) => !names.has(tag)).map((tag): Encoded => ({ kind: "tag_new", tag })),
      ...added.map((tag): Encoded => ({ kind: "tag", about, tag })),
      ...gone.map((tag): Encoded => ({ kind: "untag", about, tag }))
    )
  }
  return (
    <TagsInput
      size="xs"
      label={t("request.tags")}
      placeholder={tags.length === 0 ? t("request.tag_hint") : ""}
      data={[...names]}
      value={tags}
      maxLength={60}
      onChange={change}
      renderPill={({ option, onRemove }) => (
        <Pill withRemoveButton onRemove={onRemove ?? (() => undefined)}>
          {option.value}
        </Pill>
      )}
    />
  )
}

/** Who has the request, what it costs, how much the city's plans ask for it, and its tags. */
export const Plan = (props: PlanProps) => {
  const { request, decide } = props
  const { t } = useWords()
  const { state, theme } = request
  return (
    <div className={css.plan} key={state.version}>
      <Assignee {...props} />
      <Figure
        label={t("request.effort")}
        value={state.effort}
        min={0.5}
        max={2000}
        step={1}
        onSave={(days) => decide({ kind: "effort", theme, days })}
      />
      <Figure
        label={t("request.weight")}
        value={state.weight}
        min={0}
        max={10}
        step={1}
        onSave={(weight) => decide({ kind: "weight", theme, weight })}
      />
      <Tags {...props} />
    </div>
  )
}
