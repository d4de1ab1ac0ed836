import { useLayoutEffect, useRef, useState, type RefObject } from "react"
import { useKeys } from "../../ui/use-keys.ts"

interface RowKeys {
  readonly count: number
  /** the row of the theme that is open beside the list, or -1 */
  readonly open: number
  readonly body: RefObject<HTMLElement | null>
  readonly reveal: (index: number) => void
  readonly onMove: (index: number) => void
}

const useActive = (open: number) => {
  const [active, setActive] = useState(Math.max(0, open))
  const [known, setKnown] = useState(open)
  if (known !== open) {
    setKnown(open)
    if (open >= 0) setActive(open)
  }
  return [active, setActive] as const
}

/** j and k walk the rows, the arrows too once the focus is among them: the row comes into view and takes the focus. */
export const useRowKeys = ({ count, open, body, reveal, onMove }: RowKeys) => {
  const [active, setActive] = useActive(open)
  const wanted = useRef(false)
  const focus = (index: number) => {
    const link = body.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`)
    wanted.current = !link
    link?.focus({ preventScroll: true })
  }
  useLayoutEffect(() => {
    if (wanted.current) focus(active)
  })
  const within = () => body.current?.contains(document.activeElement) ?? false
  const move = (by: number) => (event: KeyboardEvent) => {
    if (count === 0) return
    event.preventDefault()
    const next = within() || open >= 0 ? Math.min(count - 1, Math.max(0, active + by)) : active
    setActive(next)
    reveal(next)
    focus(next)
    onMove(next)
  }
  const arrow = (by: number) => (event: KeyboardEvent) => within() && move(by)(event)
  useKeys({ j: move(1), k: move(-1), ArrowDown: arrow(1), ArrowUp: arrow(-1) })
  return { active, setActive }
}
