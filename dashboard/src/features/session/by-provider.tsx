import { Button } from "@mantine/core"
import { routes } from "@otklik/contract"
import { useMutation } from "@tanstack/react-query"
import { call } from "../../call.ts"
import { explain } from "../../frame/failure.tsx"
import { useWords } from "../../i18n/use-words.ts"
import { keepAddress } from "./awaited-address.ts"
import css from "./session-form.module.css"

const begin = () => call(routes.beginByProvider)

const leave = ({ address }: Awaited<ReturnType<typeof begin>>) => {
  keepAddress()
  window.location.assign(address)
}

/** Signs in by an account of the organisation: leaves for its provider, which sends the reader back. */
export const ByProvider = () => {
  const { t } = useWords()
  const beginning = useMutation({ mutationFn: begin, onSuccess: leave })
  return (
    <div className={css.otherwise}>
      <Button
        variant="default"
        className={css.wide}
        classNames={{ label: css.wrapped }}
        type="button"
        loading={beginning.isPending || beginning.isSuccess}
        onClick={() => beginning.mutate()}
      >
        {t("session.by_provider")}
      </Button>
      {beginning.error && (
        <p className={css.failed} role="alert">
          {explain(beginning.error, t)}
        </p>
      )}
    </div>
  )
}
