import { useEffect, useRef } from "react"

export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest("input:not([type=checkbox]), textarea, select, [role=listbox], [role=menu], dialog") !== null

/** Page-wide keys by `event.key`, silent while a person types, picks from a list or holds Ctrl, Alt or ⌘. */
export const useKeys = (keys: Keys): void => {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target))
        return
      const act = latest.current[physical(event)]
      if (act) act(event)
    }
    document.addEventListener("keydown", press)
    return () => document.removeEventListener("keydown", press)
  }, [])
}

/** The Latin key under a Russian layout, where «о» stands on J, «л» on K, «.» and «,» on the key of `/` and `?`. */
const physical = (event: KeyboardEvent): string => {
  if (event.code === "Slash" && (event.key === "." || event.key === ",")) return event.key === "." ? "/" : "?"
  const cyrillic = /^[а-яё]$/i.test(event.key) && event.code.startsWith("Key")
  return cyrillic ? event.code.slice(3).toLowerCase() : event.key
}
