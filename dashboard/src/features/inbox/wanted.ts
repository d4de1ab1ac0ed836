import type { Change } from "@otklik/contract/change"
import type { InboxItem } from "@otklik/contract/inbox"
import type { ThemeId, Verdict } from "@otklik/contract/vocabulary"
import type { Mark } from "./desk.ts"

/** A change and the version of its subject that was looked at. */
export interface Wanted {
  readonly change: typeof Change.Encoded
  readonly version: number
}

/** What a key asks for: the changes, and the mark that each message then carries. */
export interface Asked {
  readonly wanted: ReadonlyArray<Wanted>
  readonly about: ReadonlyArray<InboxItem>
  readonly mark: (item: InboxItem) => Mark
}

type Items = ReadonlyArray<InboxItem>

const each = (about: Items, change: (item: InboxItem) => Wanted["change"], mark: Asked["mark"]): Asked => ({
  about,
  mark,
  wanted: about.map((item) => ({ change: change(item), version: item.version }))
})

/** What is read blind is told as a reading: the server knows whether it is the first or the second. */
const verdictOf = (about: Items, verdict: (item: InboxItem) => Verdict) =>
  each(
    about,
    (item) => ({
      kind: item.suggested === null ? "reading" : "verdict",
      message: item.message.id,
      verdict: verdict(item)
    }),
    (item) => ({ verdict: verdict(item) })
  )

/** What the keys of the curator's page ask for of the messages they speak of. */
export const asked = {
  verdict: (about: Items, verdict: Verdict) => verdictOf(about, () => verdict),
  /** what is read blind has no suggestion to accept */
  accept: (about: Items) =>
    verdictOf(
      about.filter(({ suggested }) => suggested !== null),
      ({ suggested }) => suggested!.verdict
    ),
  place: (about: Items, theme: ThemeId) =>
    each(
      about,
      ({ message }) => ({ kind: "pin", message: message.id, theme }),
      () => ({ theme, apart: false })
    ),
  split: (about: Items, theme: ThemeId): Asked => {
    const [first, ...rest] = about.map(({ message }) => message.id)
    const messages = first === undefined ? undefined : ([first, ...rest] as const)
    return {
      about,
      mark: () => ({ apart: true }),
      wanted: messages === undefined ? [] : [{ change: { kind: "split", theme, messages }, version: 0 }]
    }
  },
  merge: (about: Items, from: ThemeId, into: ThemeId): Asked => ({
    about,
    mark: () => ({ theme: into }),
    wanted: [{ change: { kind: "merge", from, into }, version: 0 }]
  }),
  note: (about: Items, text: string) =>
    each(
      about,
      ({ message }) => ({ kind: "note", about: message.id, text }),
      () => ({})
    )
}
