import type { Moment } from "@otklik/contract/history"
import type { Entry } from "@otklik/contract/ledger"
import type { SnapshotItem } from "@otklik/contract/snapshots"

/** A moment of a theme's history, with what people did that it is the first to hold. */
export interface MarkedMoment extends Moment {
  /** name of the model where it is not that of the moment before */
  readonly model: string | undefined
  /** name of the stand-up that was held on it */
  readonly standup: string | undefined
  /** what was decided of the theme since the moment before, oldest first */
  readonly decided: ReadonlyArray<Entry>
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

const flagged: ReadonlySet<string> = new Set(["stage", "merge", "split"])

/** Decisions that a history flags: those that hold and change what the theme is or where it goes, oldest first. */
export const flaggedDecisions = (entries: ReadonlyArray<Entry>): ReadonlyArray<Entry> =>
  entries
    .filter(({ change, undoneBy }) => undoneBy === null && flagged.has(change.kind))
    .toSorted((a, b) => a.sequence - b.sequence)

/** The first moment served after a decision was made, else the last one: the place of each by snapshot. */
const placed = (
  moments: ReadonlyArray<Moment>,
  served: ReadonlyMap<string, SnapshotItem>,
  decisions: ReadonlyArray<Entry>
) =>
  Map.groupBy(
    decisions,
    ({ at }) =>
      (moments.find(({ snapshot }) => (served.get(snapshot)?.publishedAt ?? "") >= at) ?? moments.at(-1))
        ?.snapshot
  )

/** The moments to draw, oldest first, with the changes of the model, the stand-ups and the decisions marked. */
export const markedMoments = (
  moments: ReadonlyArray<Moment>,
  snapshots: ReadonlyArray<SnapshotItem>,
  decisions: ReadonlyArray<Entry> = []
): ReadonlyArray<MarkedMoment> => {
  const served = new Map(snapshots.map((item) => [item.id as string, item]))
  const drawn = thinned(moments)
  const decided = placed(drawn, served, decisions)
  let before: string | undefined
  return drawn.map((moment) => {
    const item = served.get(moment.snapshot)
    const model = item?.model
    const changed = model !== undefined && before !== undefined && model.hash !== before
    before = model?.hash ?? before
    return {
      ...moment,
      model: changed ? model.name : undefined,
      standup: item?.name ?? undefined,
      decided: decided.get(moment.snapshot) ?? []
    }
  })
}
