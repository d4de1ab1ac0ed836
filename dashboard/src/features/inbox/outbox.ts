import type { Proposed } from "@otklik/contract/ledger"

/** Decisions that the server has not acknowledged yet: kept in this browser, so that nothing decided is lost. */
const key = "otklik-outbox"

export type Waiting = typeof Proposed.Encoded

export const readOutbox = (): ReadonlyArray<Waiting> => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "[]")
    return Array.isArray(kept) ? (kept as ReadonlyArray<Waiting>) : []
  } catch {
    return []
  }
}

const write = (waiting: ReadonlyArray<Waiting>) => {
  try {
    if (waiting.length === 0) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(waiting))
  } catch {
    /* a private window keeps them for as long as the page is open */
  }
}

/** Puts decisions in before they are sent. */
export const putOut = (decisions: ReadonlyArray<Waiting>): void => write([...readOutbox(), ...decisions])

/** Takes decisions out once the server has answered for them, whatever it answered. */
export const takeOut = (ids: ReadonlyArray<string>): void => {
  const gone = new Set(ids)
  write(readOutbox().filter(({ id }) => !gone.has(id)))
}
