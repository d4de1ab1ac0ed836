import { Menu, UnstyledButton } from "@mantine/core"
import { useMediaQuery } from "@mantine/hooks"
import { Link, useLocation } from "@tanstack/react-router"
import { useWords } from "../i18n/use-words.ts"
import { Icon } from "../ui/icon.tsx"
import css from "./frame.module.css"
import { placeOf, places, type Place } from "./places.ts"

const now = { getInitialValueInEffect: false }

/** How many sections stand in the bar; the others wait behind «Ещё». */
const useRoom = (home: boolean): number => {
  const wide = useMediaQuery("(min-width: 1100px)", true, now)
  const middle = useMediaQuery("(min-width: 760px)", true, now)
  return wide ? 7 : middle ? 4 : home ? 1 : 0
}

const More = ({ rest, here }: { readonly rest: ReadonlyArray<Place>; readonly here: Place | undefined }) => {
  const { t } = useWords()
  const inside = rest.find(({ name }) => name === here?.name)
  return (
    <Menu position="bottom-start" shadow="none" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={css.link} aria-current={inside ? "page" : undefined}>
          <span className={css.more}>{inside ? t(`app.${inside.name}`) : t("app.more")}</span>
          <Icon name="down" size={12} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={css.menu} aria-label={t("app.more")}>
        {rest.map(({ to, name }) => (
          <Menu.Item
            key={to}
            component={Link}
            to={to}
            className={css.item}
            data-here={name === here?.name || undefined}
          >
            {t(`app.${name}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** The sections: as many as fit in the bar, the rest in a menu that shows the open one's name. */
export const Nav = () => {
  const { t } = useWords()
  const here = useLocation({ select: ({ pathname }) => placeOf(pathname) })
  const room = useRoom(here?.name === "queue")
  const rest = places.slice(room)
  return (
    <nav className={css.nav} aria-label={t("app.nav")}>
      {places.slice(0, room).map(({ to, name }) => (
        <Link
          key={to}
          to={to}
          className={css.link}
          activeProps={{}}
          aria-current={name === here?.name ? "page" : undefined}
        >
          {t(`app.${name}`)}
        </Link>
      ))}
      {rest.length > 0 && <More rest={rest} here={here} />}
    </nav>
  )
}
