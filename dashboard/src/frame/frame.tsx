import {
  ActionIcon,
  MantineProvider,
  Tooltip,
  UnstyledButton,
  localStorageColorSchemeManager,
  useMantineColorScheme
} from "@mantine/core"
import { Link, Outlet, useLocation, useNavigate } from "@tanstack/react-router"
import { lazy, Suspense, useCallback, useEffect, useState, type ReactNode } from "react"
import { speak } from "../i18n/i18n.ts"
import { useWords } from "../i18n/use-words.ts"
import { Icon } from "../ui/icon.tsx"
import { mantineTheme } from "../ui/mantine-theme.ts"
import { useKeys } from "../ui/use-keys.ts"
import { Account } from "./account.tsx"
import css from "./frame.module.css"
import { useMe } from "./me-query.ts"
import { Nav } from "./nav.tsx"
import { Notices } from "./notices.tsx"
import { places } from "./places.ts"

const SignInPage = lazy(async () => ({
  default: (await import("../features/session/sign-in-page.tsx")).SignInPage
}))
const KeyList = lazy(async () => ({ default: (await import("./key-list.tsx")).KeyList }))
const LiveBar = lazy(async () => ({ default: (await import("../features/live/live-bar.tsx")).LiveBar }))
const ViewsMenu = lazy(async () => ({
  default: (await import("../features/views/views-menu.tsx")).ViewsMenu
}))
const Palette = lazy(async () => ({ default: (await import("./palette.tsx")).Palette }))
const schemes = localStorageColorSchemeManager({ key: "otklik-scheme" })
const nextScheme = { auto: "light", light: "dark", dark: "auto" } as const
const schemeIcon = { auto: "auto", light: "sun", dark: "moon" } as const

const Tool = ({
  label,
  onClick,
  children
}: {
  readonly label: string
  readonly onClick: () => void
  readonly children: ReactNode
}) => (
  <Tooltip label={label}>
    <ActionIcon
      variant="subtle"
      color="gray"
      size={32}
      className={css.tool}
      aria-label={label}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  </Tooltip>
)

const SchemeSwitch = () => {
  const { t } = useWords()
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  return (
    <Tool label={t(`app.scheme_${colorScheme}`)} onClick={() => setColorScheme(nextScheme[colorScheme])}>
      <Icon name={schemeIcon[colorScheme]} />
    </Tool>
  )
}

const LanguageSwitch = () => {
  const { t, language } = useWords()
  const other = language === "ru" ? "en" : "ru"
  return (
    <UnstyledButton
      className={css.language}
      lang={other}
      title={t("app.language")}
      onClick={() => void speak(other)}
    >
      {other.toUpperCase()}
    </UnstyledButton>
  )
}

const Header = ({ onKeys }: { readonly onKeys: () => void }) => {
  const { t } = useWords()
  const isOut = useMe()?.person === null
  return (
    <header className={css.header}>
      <a className={css.skip} href="#content">
        {t("app.skip")}
      </a>
      <Link to="/" className={css.brand}>
        {t("app.name")}
      </Link>
      {!isOut && <Nav />}
      <span className={css.space} />
      {!isOut && (
        <>
          <Account />
          <Suspense fallback={<span className={css.awaited} />}>
            <ViewsMenu />
          </Suspense>
        </>
      )}
      <LanguageSwitch />
      <SchemeSwitch />
      <span className={css.keys}>
        <Tool label={t("app.keys")} onClick={onKeys}>
          <Icon name="keyboard" />
        </Tool>
      </span>
    </header>
  )
}

/** Pages by which somebody comes in. */
const entrances: ReadonlySet<string> = new Set(["/welcome", "/signed-in"])

type Window = "keys" | "palette"

const usePaletteKey = (open: () => void) =>
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.code !== "KeyK" || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      open()
    }
    document.addEventListener("keydown", press)
    return () => document.removeEventListener("keydown", press)
  }, [open])

const Page = () => {
  const [shown, setShown] = useState<Window>()
  const navigate = useNavigate()
  const me = useMe()
  const entering = useLocation({ select: ({ pathname }) => entrances.has(pathname) })
  const mustSignIn = me?.person === null && !entering
  const keys = useCallback(() => setShown("keys"), [])
  const close = useCallback((which: Window) => setShown((now) => (now === which ? undefined : now)), [])
  usePaletteKey(useCallback(() => setShown("palette"), []))
  const tagging = useLocation({ select: ({ pathname }) => pathname.startsWith("/inbox") })
  const sections = tagging
    ? []
    : places.map(({ to }, index) => [`${index + 1}`, () => void navigate({ to })] as const)
  useKeys({ "?": keys, ...Object.fromEntries(sections) })
  return (
    <div className={css.frame}>
      <Header onKeys={keys} />
      <main id="content" className={css.main} tabIndex={-1}>
        {mustSignIn ? (
          <Suspense>
            <SignInPage />
          </Suspense>
        ) : (
          <Outlet />
        )}
        <Notices />
        <Suspense>
          <LiveBar />
        </Suspense>
      </main>
      <Suspense>
        {shown === "keys" && <KeyList onClose={() => close("keys")} />}
        {shown === "palette" && <Palette onClose={() => close("palette")} onKeys={keys} />}
      </Suspense>
    </div>
  )
}

/** What stays on every page: sections, language, colours, keys. No style element is made, so a strict policy holds. */
export const Frame = () => (
  <MantineProvider
    theme={mantineTheme}
    colorSchemeManager={schemes}
    defaultColorScheme="auto"
    withCssVariables={false}
    withGlobalClasses={false}
  >
    <Page />
  </MantineProvider>
)
