import { useCallback, useState } from "react"
import { useMe } from "./me-query.ts"

const read = (key: string): string | null => {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

const write = (key: string, text: string | null) => {
  try {
    if (text === null) localStorage.removeItem(key)
    else localStorage.setItem(key, text)
  } catch {
    /* a private window keeps it for as long as the page is open */
  }
}

/**
 * What somebody types, kept in this browser letter by letter under its name and their own until it is forgotten: it
 * survives a reload, a lost connection and a session that ends, and nobody else is shown it.
 */
export const useKept = (name: string, initial = "") => {
  const key = `otklik-draft-${useMe()?.person?.id ?? ""}-${name}`
  const [typed, setTyped] = useState<{ readonly key: string; readonly text: string }>()
  const text = typed?.key === key ? typed.text : (read(key) ?? initial)
  const type = useCallback(
    (next: string) => {
      setTyped({ key, text: next })
      write(key, next === initial ? null : next)
    },
    [key, initial]
  )
  const forget = useCallback(() => {
    setTyped(undefined)
    write(key, null)
  }, [key])
  return { text, type, forget }
}
