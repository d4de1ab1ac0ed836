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

/** Decides, and tells whether it was taken: what was typed for it stays until then. */
const useDeciding = (id: string, version: number) => {
  const deciding = useDecide(id, version)
  const decided = (wanted: Parameters<typeof deciding.mutateAsync>[0]) =>
    deciding.mutateAsync(wanted).then(
      () => true,
      () => false
    )
  const decide = async (...changes: ReadonlyArray<typeof Change.Encoded>) =>
    changes.length === 0 || decided({ changes })
  return { busy: deciding.isPending, decide, decided, failed: deciding.error }
}

/** What people decide of a theme: its stage, who has it, its name and bounds, notes, and all that was decided before. */
export const RequestPanel = ({ theme }: { readonly theme: Theme }) => {
  const { t } = useWords()
  const id = theme.item.theme
  const { data: request, error } = useRequest(id)
  const version = request?.state.version ?? 0
  const { busy, decide, decided, failed } = useDeciding(id, version)
  const undoing = useUndo(id, version)
  const me = useMe()
  const may = (action: Action) => me?.person?.actions.includes(action) ?? false
  const [noting, setNoting] = useState(false)
  const refused = failed ?? undoing.error ?? error
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
              busy={busy}
              onStage={(stage, reason) =>
                decided({
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
              onSave={async (text) => {
                const saved = await decide({ kind: "note", about: id, text })
                if (saved) setNoting(false)
                return saved
              }}
              onClose={() => setNoting(false)}
            />
          ) : (
            <Button variant="default" size="compact-sm" mt={8} onClick={() => setNoting(true)}>
              {t("request.add_note")}
            </Button>
          )}
          <h3 className={css.storyTitle}>{t("request.story")}</h3>
          <Story request={request} onUndo={(decision) => undoing.mutate(decision)} />
        </>
      )}
    </Section>
  )
}
