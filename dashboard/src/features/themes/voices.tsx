import type { Theme } from "@otklik/contract/themes"
import type { District } from "@otklik/contract/vocabulary"
import { useWords, type Words } from "../../i18n/use-words.ts"
import { Bars } from "../../ui/bars.tsx"
import { Tiles } from "../../ui/tiles.tsx"
import { districtPlaces } from "./district-places.ts"
import type { OnlyKey } from "./only.ts"
import { Section } from "./section.tsx"
import css from "./voices.module.css"

interface VoicesProps {
  readonly theme: Theme
  readonly only: string | undefined
  readonly onPick: (key: OnlyKey, value: string) => void
}

const both = ({ t }: Words, { messages, schools }: { readonly messages: number; readonly schools: number }) =>
  `${t("messages.count", { count: messages })}, ${t("count.schools", { count: schools })}`

const Districts = ({ theme, only, onPick }: VoicesProps) => {
  const words = useWords()
  const counts = new Map(theme.districts.map((count) => [count.key, count]))
  const top = Math.max(1, ...theme.districts.map(({ schools }) => schools))
  const tiles = (Object.keys(districtPlaces) as ReadonlyArray<District>).map((key) => {
    const count = counts.get(key) ?? { messages: 0, schools: 0 }
    const [row, column] = districtPlaces[key]
    return {
      key,
      name: words.t(`district.${key}`),
      value: words.integer(count.schools),
      heat: count.schools / top,
      row,
      column,
      label: both(words, count)
    }
  })
  return (
    <Tiles
      tiles={tiles}
      label={words.t("theme.districts")}
      chosen={only?.startsWith("district:") ? only.slice(9) : undefined}
      onPick={(key) => onPick("district", key)}
    />
  )
}

const Share = ({ theme, only, onPick, of }: VoicesProps & { readonly of: "role" | "family" }) => {
  const words = useWords()
  const counts = of === "role" ? theme.roles : theme.families
  const rows = counts.map((count) => ({
    key: count.key,
    name: words.t(`${of}.${count.key}` as "role.teacher"),
    size: count.messages,
    value: words.integer(count.messages),
    label: both(words, count)
  }))
  return (
    <Bars
      rows={rows}
      label={words.t(of === "role" ? "theme.roles" : "theme.families")}
      chosen={only?.startsWith(`${of}:`) ? only.slice(of.length + 1) : undefined}
      onPick={(key) => onPick(of, key)}
    />
  )
}

/** Who raises the theme: districts on a tile map by schools, roles and sources by messages. A press shows their messages. */
export const Voices = (props: VoicesProps) => {
  const { t } = useWords()
  return (
    <Section title={t("theme.who")}>
      <div className={css.voices}>
        <div>
          <h3 className={css.name}>{t("theme.districts_schools")}</h3>
          <Districts {...props} />
        </div>
        {props.theme.roles.length > 0 && (
          <div>
            <h3 className={css.name}>{t("theme.roles_messages")}</h3>
            <Share {...props} of="role" />
          </div>
        )}
        <div>
          <h3 className={css.name}>{t("theme.families_messages")}</h3>
          <Share {...props} of="family" />
        </div>
      </div>
    </Section>
  )
}
