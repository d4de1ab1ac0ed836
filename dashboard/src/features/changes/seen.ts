const key = "otklik-seen"

/** The last decision that the reader has marked as read, kept in this browser. */
export const readSeen = (): number => {
  try {
    const kept = Number(localStorage.getItem(key))
    return Number.isSafeInteger(kept) && kept > 0 ? kept : 0
  } catch {
    return 0
  }
}

export const keepSeen = (last: number): number => {
  try {
    localStorage.setItem(key, String(last))
  } catch {
    /* a private window remembers nothing */
  }
  return last
}
