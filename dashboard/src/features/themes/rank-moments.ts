import type { Moment } from "@otklik/contract/history"
import type { SnapshotItem } from "@otklik/contract/snapshots"

/** A moment of a theme's history, with the name of the model where it is not that of the moment before. */
export interface MarkedMoment extends Moment {
  readonly model: string | undefined
}

const most = 1000

/** At most a thousand moments: of each stretch the last, and every one that a stand-up was held on. */
export const thinned = <M extends Pick<Moment, "pinned">>(
  moments: ReadonlyArray<M>,
  limit = most
): ReadonlyArray<M> => {
  if (moments.length <= limit) return moments
  const step = Math.ceil(moments.length / limit)
  return moments.filter(
    ({ pinned }, index) => pinned || index === moments.length - 1 || index % step === step - 1
  )
}

/** The moments to draw, oldest first, with the changes of the model marked. */
export const markedMoments = (
  moments: ReadonlyArray<Moment>,
  snapshots: ReadonlyArray<SnapshotItem>
): ReadonlyArray<MarkedMoment> => {
  const models = new Map(snapshots.map(({ id, model }) => [id as string, model]))
  let before: string | undefined
  return thinned(moments).map((moment) => {
    const model = models.get(moment.snapshot)
    const changed = model !== undefined && before !== undefined && model.hash !== before
    before = model?.hash ?? before
    return { ...moment, model: changed ? model.name : undefined }
  })
}
