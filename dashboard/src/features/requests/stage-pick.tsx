import { Button, Textarea } from "@mantine/core"
import type { Request } from "@otklik/contract/requests"
import type { Stage } from "@otklik/contract/vocabulary"
import { useState } from "react"
import { useKept } from "../../frame/use-kept.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Pick } from "../../ui/pick.tsx"
import css from "./request-panel.module.css"

interface StagePickProps {
  readonly request: Request
  readonly busy: boolean
  /** false where it was refused: the reason stays */
  readonly onStage: (stage: Stage, reason: string | undefined) => Promise<boolean>
}

/** Where the request stands and where it may go; a step that needs a reason asks for one before it is taken. */
export const StagePick = ({ request, busy, onStage }: StagePickProps) => {
  const { t } = useWords()
  const [asked, setAsked] = useState<Stage>()
  const { text: reason, type, forget } = useKept(`stage ${request.theme}`)
  const pick = (value: string | undefined) => {
    const step = request.transitions.find(({ stage }) => stage === value)
    if (step === undefined) return
    if (step.reason) setAsked(step.stage)
    else void onStage(step.stage, undefined)
  }
  const move = async (stage: Stage) => {
    if (!(await onStage(stage, reason.trim()))) return
    setAsked(undefined)
    forget()
  }
  const choices = [{ value: request.stage, label: t(`stage.${request.stage}`) }].concat(
    request.transitions.map(({ stage }) => ({ value: stage, label: t(`stage.${stage}`) }))
  )
  return (
    <div className={css.stage}>
      <Pick label={t("request.stage")} choices={choices} value={request.stage} onPick={pick} />
      {asked !== undefined && (
        <div className={css.reason}>
          <Textarea
            autoFocus
            autosize
            minRows={2}
            maxLength={1000}
            label={t("request.reason", { stage: t(`stage.${asked}`) })}
            value={reason}
            onChange={({ currentTarget }) => type(currentTarget.value)}
          />
          <div className={css.acts}>
            <Button
              size="compact-sm"
              disabled={reason.trim() === ""}
              loading={busy}
              onClick={() => void move(asked)}
            >
              {t("request.move")}
            </Button>
            <Button size="compact-sm" variant="subtle" onClick={() => setAsked(undefined)}>
              {t("request.cancel")}
            </Button>
          </div>
        </div>
      )}
    </div>
  )
}
