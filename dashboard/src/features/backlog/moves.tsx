import { type Move, type Moves, moves } from "@otklik/contract/moves"
import { queryOptions, useQuery } from "@tanstack/react-query"
import { createContext, use, useMemo, type ReactNode } from "react"
import { call } from "../../call.ts"
import { useWords, type Words } from "../../i18n/use-words.ts"
import { changeSentence, placeSentence } from "../themes/rank-sentences.ts"
import css from "./cells.module.css"

const movesQuery = (as_of: string | undefined) =>
  queryOptions({
    queryKey: ["moves", as_of],
    queryFn: ({ signal }) => call(moves, { query: { ...(as_of && { as_of }) }, signal })
  })

interface Known {
  readonly since: Moves["since"]
  readonly of: ReadonlyMap<string, Move>
}

const MovesContext = createContext<Known | undefined>(undefined)

/** Lets the rows within say who moved since the last stand-up; a slice has places of its own and moves nobody. */
export const WithMoves = ({
  asOf,
  sliced,
  children
}: {
  readonly asOf: string | undefined
  readonly sliced: boolean
  readonly children: ReactNode
}) => {
  const { data } = useQuery({ ...movesQuery(asOf), enabled: !sliced })
  const known = useMemo(
    () => data && { since: data.since, of: new Map(data.items.map((move) => [move.theme as string, move])) },
    [data]
  )
  return <MovesContext value={sliced ? undefined : known}>{children}</MovesContext>
}

/** «С планёрки 10 ноября поднялась на 2 места, была на 5-м: +3,2 балла, из них новые сообщения +2,1». */
export const moveSentence = (
  { before, change, rank }: Move,
  since: NonNullable<Moves["since"]>,
  words: Words
) => {
  const { day, t } = words
  const head = t(since.pinned ? "change.since_standup" : "change.since", { day: day(since.asOf, since.asOf) })
  return `${head} ${change ? changeSentence(rank, change, words) : placeSentence(rank, before, words)}`
}

const short = ({ before, rank }: Move, { t, integer }: Words): string => {
  if (before === null) return t("change.new")
  return before > rank ? `↑${integer(before - rank)}` : `↓${integer(rank - before)}`
}

/** «↑2», «↓1» or «новая» beside a place, and why on demand; nothing where the theme stayed. */
export const MoveMark = ({ theme }: { readonly theme: string }) => {
  const words = useWords()
  const known = use(MovesContext)
  const move = known?.of.get(theme)
  if (move === undefined || !known?.since) return null
  const sentence = moveSentence(move, known.since, words)
  const way = move.before === null ? "new" : move.before > move.rank ? "up" : "down"
  return (
    <small className={css.move} data-way={way} title={sentence}>
      <span aria-hidden="true">{short(move, words)}</span>
      <span className="hidden-words">{sentence}</span>
    </small>
  )
}
