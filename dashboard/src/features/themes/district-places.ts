import type { District } from "@otklik/contract/vocabulary"

/** Where each district stands on the tile map: its row and its column. */
export const districtPlaces: Readonly<Record<District, readonly [row: number, column: number]>> = {
  zelao: [1, 1],
  szao: [1, 2],
  sao: [1, 3],
  svao: [1, 4],
  nao: [2, 1],
  zao: [2, 2],
  cao: [2, 3],
  vao: [2, 4],
  tao: [3, 1],
  yuzao: [3, 2],
  yuao: [3, 3],
  yuvao: [3, 4]
}
