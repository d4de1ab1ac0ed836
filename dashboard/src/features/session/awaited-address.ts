const kept = "otklik-awaited"

/** Keeps the address that is open while its reader signs in elsewhere and comes back in the same tab. */
export const keepAddress = (): void => {
  try {
    sessionStorage.setItem(kept, `${window.location.pathname}${window.location.search}`)
  } catch {
    /* they come back to the first page */
  }
}

/** The address that was kept, once; the first page where there is none. */
export const takeAddress = (): string => {
  try {
    const address = sessionStorage.getItem(kept)
    sessionStorage.removeItem(kept)
    return address ?? "/"
  } catch {
    return "/"
  }
}
