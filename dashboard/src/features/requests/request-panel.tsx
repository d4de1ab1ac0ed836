import { Button } from "@mantine/core"
import type { Change } from "@otklik/contract/change"
import type { Action } from "@otklik/contract/people"
import type { Theme } from "@otklik/contract/themes"
import { useState } from "react"
import { useMe } from "../../frame/me-query.ts"
import { useWords } from "../../i18n/use-words.ts"
import { NoteField } from "../inbox/note-field.tsx"
import { Section } from "../themes/section.tsx"
import { Plan } from "./plan.tsx"
import css from "./request-panel.module.css"
import { useDecide, useRequest, useUndo } from "./request-query.ts"
import { StagePick } from "./stage-pick.tsx"
import { Story } from "./story.tsx"
import { Workshop } from "./workshop.tsx"

/** What people decide of a theme: its stage, who has it, its name and bounds, notes, and all that was decided before. */
export const RequestPanel = ({ theme }: { readonly theme: Theme }) => {
  const { t } = useWords()
  const id = theme.item.theme
  const { data: request, error } = useRequest(id)
  const version = request?.state.version ?? 0
  const deciding = useDecide(id, version)
  const undoing = useUndo(id, version)
  const me = useMe()
  const may = (action: Action) => me?.person?.actions.includes(action) ?? false
  const [noting, setNoting] = useState(false)
  const decide = (...changes: ReadonlyArray<typeof Change.Encoded>) => {
    if (changes.length > 0) deciding.mutate({ changes })
  }
  const refused = deciding.error ?? undoing.error ?? error
  return (
    <Section title={t("request.title")}>
      {refused && (
        <p className={css.refused} role="alert">
          {refused.message}
        </p>
      )}
      {request && (
        <>
          {may("plan") ? (
            <StagePick
              request={request}
              busy={deciding.isPending}
              onStage={(stage, reason) =>
                deciding.mutate({
                  changes: [{ kind: "stage", theme: id, stage }],
                  ...(reason === undefined ? {} : { reason })
                })
              }
            />
          ) : (
            <p>{t(`stage.${request.stage}`)}</p>
          )}
          {may("plan") && <Plan request={request} decide={decide} />}
          {may("decide_themes") && <Workshop theme={theme} request={request} decide={decide} />}
          {noting ? (
            <NoteField
              about={id}
              onSave={(text) => (decide({ kind: "note", about: id, text }), setNoting(false))}
              onClose={() => setNoting(false)}
            />
          ) : (
            <Button variant="default" size="compact-sm" mt={8} onClick={() => setNoting(true)}>
              {t("request.add_note")}
            </Button>
          )}
          <h3 className={css.storyTitle}>{t("request.story")}</h3>
          <Story entries={request.history} onUndo={(decision) => undoing.mutate(decision)} />
        </>
      )}
    </Section>
  )
}
