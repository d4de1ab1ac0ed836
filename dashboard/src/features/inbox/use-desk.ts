import type { InboxItem } from "@otklik/contract/inbox"
import type { ThemeId, Verdict } from "@otklik/contract/vocabulary"
import { useState } from "react"
import {
  choose,
  chooseAlike,
  clear,
  decided,
  type Desk,
  isSealed,
  move,
  onward,
  spokenOf,
  undone
} from "./desk.ts"
import type { Sending } from "./use-sending.ts"
import { type Asked, asked } from "./wanted.ts"

export interface DeskActs {
  readonly desk: Desk
  readonly item: InboxItem | undefined
  /** the message is read blind and has no verdict yet */
  readonly sealed: boolean
  readonly go: (index: number) => void
  readonly step: (by: number) => void
  readonly choose: (item: InboxItem) => void
  readonly chooseAlike: () => void
  readonly release: () => void
  readonly verdict: (verdict: Verdict) => void
  readonly accept: () => void
  readonly place: (theme: ThemeId) => void
  readonly split: () => void
  readonly merge: (from: ThemeId, into: ThemeId) => void
  readonly note: (text: string) => void
  readonly undo: () => void
}

/** Everything that keys and buttons do on the curator's page: the mark at once, the server right after. */
export const useDesk = (
  items: ReadonlyArray<InboxItem>,
  sending: Sending,
  count: (messages: number) => void
): DeskActs => {
  const [desk, setDesk] = useState<Desk>(clear)
  const spoken = spokenOf(desk, items)
  const item = items[desk.at]
  const sealed = item !== undefined && isSealed(item, desk.marks.get(item.message.id))
  const here = item === undefined ? [] : [item]
  const from = sealed ? undefined : item?.candidates[0]?.theme
  const apply = ({ about, mark, wanted }: Asked, on = false) => {
    if (wanted.length === 0) return
    const decisions = sending.send(wanted)
    if (on) count(about.length)
    setDesk((before) => {
      const after = decided(before, about, mark, decisions)
      return on ? onward(after, items) : after
    })
  }
  const undo = () => {
    const last = desk.done.at(-1)
    if (last === undefined) return
    sending.undo(last.decisions)
    setDesk(undone)
  }
  return {
    desk,
    item,
    sealed,
    undo,
    go: (at) => setDesk((before) => ({ ...before, at })),
    step: (by) => setDesk((before) => move(before, items, by)),
    choose: (one) => setDesk((before) => choose(before, one)),
    chooseAlike: () => setDesk((before) => chooseAlike(before, items)),
    release: () => setDesk((before) => ({ ...before, chosen: new Set() })),
    verdict: (verdict) => apply(asked.verdict(spoken, verdict), true),
    accept: () => apply(asked.accept(spoken), true),
    place: (theme) => apply(asked.place(spoken, theme)),
    split: () => from !== undefined && apply(asked.split(spoken, from)),
    merge: (one, into) => apply(asked.merge(here, one, into)),
    note: (text) => apply(asked.note(here, text))
  }
}
