import type { Proposed } from "@otklik/contract/ledger"

/** Decisions that the server has not acknowledged yet: kept in this browser under whose they are, so that none is lost. */
const keyOf = (person: string) => `otklik-outbox-${person}`

export type Waiting = typeof Proposed.Encoded

export const readOutbox = (person: string): ReadonlyArray<Waiting> => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(person)) ?? "[]")
    return Array.isArray(kept) ? (kept as ReadonlyArray<Waiting>) : []
  } catch {
    return []
  }
}

const write = (person: string, waiting: ReadonlyArray<Waiting>) => {
  try {
    if (waiting.length === 0) localStorage.removeItem(keyOf(person))
    else localStorage.setItem(keyOf(person), JSON.stringify(waiting))
  } catch {
    /* a private window keeps them for as long as the page is open */
  }
}

/** Puts decisions in before they are sent. */
export const putOut = (person: string, decisions: ReadonlyArray<Waiting>): void =>
  write(person, [...readOutbox(person), ...decisions])

/** Takes decisions out once the server has answered for them, whatever it answered. */
export const takeOut = (person: string, ids: ReadonlyArray<string>): void => {
  const gone = new Set(ids)
  write(
    person,
    readOutbox(person).filter(({ id }) => !gone.has(id))
  )
}
