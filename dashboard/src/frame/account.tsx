import { Menu, UnstyledButton } from "@mantine/core"
import { routes } from "@otklik/contract"
import type { Me } from "@otklik/contract/session"
import { Link } from "@tanstack/react-router"
import { call } from "../call.ts"
import { useWords } from "../i18n/use-words.ts"
import { Icon } from "../ui/icon.tsx"
import css from "./account.module.css"
import { useEntrance, useMe } from "./me-query.ts"
import { besides } from "./places.ts"

const become = (person: string) => call(routes.signIn, { body: { person } })
const leave = () => call(routes.signOut)

const ReadyPeople = ({ me }: { readonly me: Me }) => {
  const { t } = useWords()
  const entrance = useEntrance(become)
  return (
    <>
      {me.demonstration.map(({ id, name, role }) => (
        <Menu.Item
          key={id}
          rightSection={id === me.person?.id && <Icon name="check" size={14} />}
          onClick={() => entrance.mutate(id)}
        >
          {t(`staff_role.${role}`)}
          <span className={css.second}>{name}</span>
        </Menu.Item>
      ))}
    </>
  )
}

const SignOut = () => {
  const { t } = useWords()
  const entrance = useEntrance(leave)
  return <Menu.Item onClick={() => entrance.mutate(undefined)}>{t("session.leave")}</Menu.Item>
}

const Own = () => {
  const { t } = useWords()
  return (
    <>
      <Menu.Item component={Link} to="/account">
        {t("app.account")}
      </Menu.Item>
      <SignOut />
    </>
  )
}

const Sections = ({ actions }: { readonly actions: NonNullable<Me["person"]>["actions"] }) => {
  const { t } = useWords()
  return (
    <>
      {besides.map(({ name, to }) => (
        <Menu.Item key={to} component={Link} to={to}>
          {t(`app.${name}`)}
        </Menu.Item>
      ))}
      {actions.includes("read_directory") && (
        <Menu.Item component={Link} to="/schools">
          {t("app.schools")}
        </Menu.Item>
      )}
      {actions.includes("administer") && (
        <>
          <Menu.Item component={Link} to="/people">
            {t("app.people")}
          </Menu.Item>
          <Menu.Item component={Link} to="/audit">
            {t("app.audit")}
          </Menu.Item>
        </>
      )}
    </>
  )
}

/** Who is working, on every page; a demonstration says that it is one and lets choose whom to be. */
export const Account = () => {
  const { t } = useWords()
  const me = useMe()
  if (!me?.person) return null
  const { name, role, actions } = me.person
  const isDemonstration = me.demonstration.length > 0
  return (
    <Menu position="bottom-end" width={264} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={css.account} data-demonstration={isDemonstration || undefined}>
          <Icon name="person" />
          <span className={css.words}>{isDemonstration ? t("app.demonstration") : name}</span>{" "}
          <span className={css.role}>{t(`staff_role.${role}`)}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Sections actions={actions} />
        {isDemonstration ? <ReadyPeople me={me} /> : <Own />}
      </Menu.Dropdown>
    </Menu>
  )
}
