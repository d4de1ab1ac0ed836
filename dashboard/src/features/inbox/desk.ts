import type { InboxItem } from "@otklik/contract/inbox"
import type { MessageId, ThemeId, Verdict } from "@otklik/contract/vocabulary"

/** What somebody decided of one message on this page, before or after the server has it. */
export interface Mark {
  readonly verdict?: Verdict
  readonly theme?: ThemeId
  /** a new theme that it was taken out for */
  readonly apart?: boolean
}

/** One step that `u` takes back: the decisions sent together, and the marks that stood before. */
export interface Done {
  readonly decisions: ReadonlyArray<string>
  readonly before: ReadonlyMap<MessageId, Mark | undefined>
  /** where the reader was */
  readonly at: number
}

/** The state of a curator's page: which message is read, which are chosen, what was decided. */
export interface Desk {
  readonly at: number
  readonly chosen: ReadonlySet<MessageId>
  readonly marks: ReadonlyMap<MessageId, Mark>
  readonly done: ReadonlyArray<Done>
}

export const clear: Desk = { at: 0, chosen: new Set(), marks: new Map(), done: [] }

const idOf = ({ message }: InboxItem) => message.id

/** The messages that a key speaks of: those chosen, else the one that is read. */
export const spokenOf = (desk: Desk, items: ReadonlyArray<InboxItem>): ReadonlyArray<InboxItem> => {
  if (desk.chosen.size > 0) return items.filter((item) => desk.chosen.has(idOf(item)))
  const item = items[desk.at]
  return item === undefined ? [] : [item]
}

/** Goes `by` messages on, never beyond the ends. */
export const move = (desk: Desk, items: ReadonlyArray<InboxItem>, by: number): Desk => ({
  ...desk,
  at: Math.max(0, Math.min(items.length - 1, desk.at + by))
})

/** The next message without a verdict after this one, else before it; stays where all have one. */
export const onward = (desk: Desk, items: ReadonlyArray<InboxItem>): Desk => {
  const open = (item: InboxItem) => desk.marks.get(idOf(item))?.verdict === undefined
  const after = items.findIndex((item, i) => i > desk.at && open(item))
  const found = after >= 0 ? after : items.findIndex(open)
  return found < 0 ? desk : { ...desk, at: found }
}

export const choose = (desk: Desk, item: InboxItem): Desk => {
  const chosen = new Set(desk.chosen)
  if (!chosen.delete(idOf(item))) chosen.add(idOf(item))
  return { ...desk, chosen }
}

/** Chooses every message without a verdict in the theme of the one that is read; what is read blind is read one by one. */
export const chooseAlike = (desk: Desk, items: ReadonlyArray<InboxItem>): Desk => {
  const theme = items[desk.at]?.candidates[0]?.theme
  if (theme === undefined) return desk
  const alike = items.filter(
    (item) => item.candidates[0]?.theme === theme && item.suggested !== null && !isSettled(desk, item)
  )
  return { ...desk, chosen: new Set(alike.map(idOf)) }
}

/** Takes a decision in: each message carries its mark, the choice is over, `u` can take it back. */
export const decided = (
  desk: Desk,
  spoken: ReadonlyArray<InboxItem>,
  mark: (item: InboxItem) => Mark,
  decisions: ReadonlyArray<string>
): Desk => {
  const marks = new Map(desk.marks)
  for (const item of spoken) marks.set(idOf(item), { ...marks.get(idOf(item)), ...mark(item) })
  const before = new Map(spoken.map((item) => [idOf(item), desk.marks.get(idOf(item))]))
  const done = [...desk.done, { decisions, before, at: desk.at }]
  return { ...desk, marks, chosen: new Set(), done }
}

/** Takes the last decision back: marks and place are as they were before it. */
export const undone = (desk: Desk): Desk => {
  const last = desk.done.at(-1)
  if (last === undefined) return desk
  const marks = new Map(desk.marks)
  for (const [id, mark] of last.before) {
    if (mark === undefined) marks.delete(id)
    else marks.set(id, mark)
  }
  return { ...desk, marks, at: last.at, done: desk.done.slice(0, -1) }
}

/** Whether a message is read blind and has no verdict yet: until then nothing else is offered for it. */
export const isSealed = ({ suggested }: InboxItem, mark: Mark | undefined): boolean =>
  suggested === null && mark?.verdict === undefined

/** Whether a message has its verdict by what was decided here. */
export const isSettled = (desk: Desk, item: InboxItem): boolean =>
  desk.marks.get(idOf(item))?.verdict !== undefined
