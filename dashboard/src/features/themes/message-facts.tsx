import type { UnjudgedMessage } from "@otklik/contract/messages"
import { useWords } from "../../i18n/use-words.ts"

/** Who wrote, from where and how, as one quiet line. */
export const MessageFacts = ({
  message,
  asOf
}: {
  readonly message: UnjudgedMessage
  readonly asOf: string
}) => {
  const { t, moment } = useWords()
  const { role, school, district, family, createdAt } = message
  const place = school ? t("messages.school", { school }) : t("messages.no_school")
  const facts = [
    role ? t(`role.${role}`) : t("messages.no_role"),
    district ? `${place}, ${t(`district.${district}`)}` : place,
    t(`family_one.${family}`),
    moment(createdAt, asOf)
  ]
  return <>{facts.join(" · ")}</>
}
