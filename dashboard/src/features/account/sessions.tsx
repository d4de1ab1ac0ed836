import { Button } from "@mantine/core"
import { routes } from "@otklik/contract"
import type { OwnSession } from "@otklik/contract/account"
import { call } from "../../call.ts"
import { explain } from "../../frame/failure.tsx"
import { useWords } from "../../i18n/use-words.ts"
import css from "../people/people-page.module.css"
import { useChange } from "../people/people-query.ts"
import { deviceOf } from "./device.ts"

const endOne = (session: string) => call(routes.endOwnSession, { params: { session } })
const endOthers = () => call(routes.endOtherSessions)

const Row = ({ session, onEnd }: { readonly session: OwnSession; readonly onEnd: (id: string) => void }) => {
  const { t, language, moment } = useWords()
  const device = deviceOf(session.agent, language) ?? t("account.device_unknown")
  return (
    <tr>
      <th scope="row">
        {device}
        <span className={css.second}>{session.address ?? t("account.address_unknown")}</span>
      </th>
      <td>
        <span className={css.word}>{t("account.began")}</span>
        {moment(session.createdAt)}
        <span className={css.second}>{t(`account.means_${session.means}`)}</span>
      </td>
      <td>
        <span className={css.word}>{t("account.seen")}</span>
        {session.current ? <b>{t("account.here")}</b> : moment(session.seenAt)}
      </td>
      <td className={css.acts}>
        {!session.current && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t("account.end_this", { device, began: moment(session.createdAt) })}
            onClick={() => onEnd(session.id)}
          >
            {t("account.end")}
          </Button>
        )}
      </td>
    </tr>
  )
}

/** Where one is signed in: which browser, from where, since when; any of the others can be ended. */
export const Sessions = ({ sessions }: { readonly sessions: ReadonlyArray<OwnSession> }) => {
  const { t } = useWords()
  const ending = useChange("account", (session: string | null) =>
    session === null ? endOthers() : endOne(session)
  )
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions" className={css.heading}>
        {t("account.sessions")}
      </h2>
      <table className={css.table}>
        <caption className="hidden-words">{t("account.sessions")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("account.device")}</th>
            <th scope="col">{t("account.began")}</th>
            <th scope="col">{t("account.seen")}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <Row key={session.id} session={session} onEnd={ending.mutate} />
          ))}
        </tbody>
      </table>
      {ending.error && (
        <p role="alert" className={css.failed}>
          {explain(ending.error, t)}
        </p>
      )}
      {sessions.length > 1 && (
        <p className={css.after}>
          <Button variant="default" loading={ending.isPending} onClick={() => ending.mutate(null)}>
            {t("account.end_others")}
          </Button>
        </p>
      )}
    </section>
  )
}
