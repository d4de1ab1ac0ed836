import type { Coverage } from "@otklik/contract/coverage"
import type { District } from "@otklik/contract/vocabulary"
import { useWords } from "../../i18n/use-words.ts"
import { Tiles } from "../../ui/tiles.tsx"
import { districtPlaces } from "../themes/district-places.ts"

interface DistrictTilesProps {
  readonly districts: Coverage["districts"]
  readonly chosen: District | undefined
  readonly onPick: (district: string) => void
}

const silence = { total: 0, heard: 0 }

/** How much of each district is heard; a press lists its silent schools. */
export const DistrictTiles = ({ districts, chosen, onPick }: DistrictTilesProps) => {
  const { t, percent } = useWords()
  const known = new Map(districts.map((district) => [district.key, district]))
  const tiles = (Object.keys(districtPlaces) as ReadonlyArray<District>).map((key) => {
    const { heard, total } = known.get(key) ?? silence
    const share = total === 0 ? 0 : heard / total
    const [row, column] = districtPlaces[key]
    return {
      key,
      name: t(`district.${key}`),
      value: total === 0 ? "—" : percent(share),
      heat: share,
      row,
      column,
      label: t("coverage.heard_of", { count: heard, total })
    }
  })
  return <Tiles tiles={tiles} label={t("coverage.districts")} chosen={chosen} onPick={onPick} />
}
