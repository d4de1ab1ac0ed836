/** Encoded answers by key, the least lately used forgotten first: at most `bytes` of them. */
export interface PageCache {
  readonly get: (key: string) => Buffer | undefined
  readonly set: (key: string, page: Buffer) => void
}

export const pageCache = (bytes: number): PageCache => {
  const pages = new Map<string, Buffer>()
  let held = 0
  const drop = (key: string) => {
    held -= pages.get(key)?.length ?? 0
    pages.delete(key)
  }
  return {
    get: (key) => {
      const page = pages.get(key)
      if (page === undefined) return undefined
      pages.delete(key)
      pages.set(key, page)
      return page
    },
    set: (key, page) => {
      drop(key)
      if (page.length > bytes / 4) return
      pages.set(key, page)
      held += page.length
      for (const oldest of pages.keys()) {
        if (held <= bytes) break
        drop(oldest)
      }
    }
  }
}
