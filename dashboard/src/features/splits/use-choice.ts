import { useRef, useState, type KeyboardEvent } from "react"

/** Messages of a list that are chosen, one by one or a stretch at once, by pointer and keys. */
export interface Choice {
  readonly chosen: ReadonlySet<string>
  readonly choose: (index: number, stretch: boolean) => void
  readonly clear: () => void
  /** keys of the list: x chooses and goes on, with Shift from the last one chosen on; arrows walk */
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

const boxes = (list: HTMLElement) => [...list.querySelectorAll<HTMLInputElement>("input[type=checkbox]")]

export const useChoice = (ids: ReadonlyArray<string>): Choice => {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const last = useRef(0)
  const choose = (index: number, stretch: boolean) => {
    const on = !chosen.has(ids[index]!)
    const [from, to] = stretch
      ? [Math.min(last.current, index), Math.max(last.current, index)]
      : [index, index]
    const next = new Set(chosen)
    for (const id of ids.slice(from, to + 1))
      if (on) next.add(id)
      else next.delete(id)
    last.current = index
    setChosen(next)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const list = boxes(event.currentTarget)
    const at = list.indexOf(event.target as HTMLInputElement)
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.code === "KeyX") choose(at, event.shiftKey)
    else if (step === undefined) return
    event.preventDefault()
    list[at + (step ?? 1)]?.focus()
  }
  return { chosen, choose, clear: () => setChosen(new Set()), onKeyDown }
}
