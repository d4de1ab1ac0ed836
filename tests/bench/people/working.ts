import { randomUUID } from "node:crypto"
import { setTimeout } from "node:timers/promises"
import type { Person } from "./house.ts"

export type Step = "queue" | "decision" | "backlog" | "theme"

/** One answer: how long it took, and whether it was other than it should be. */
export interface Answered {
  readonly step: Step
  readonly ms: number
  readonly wrong: string | null
}

type Tell = (answered: Answered) => void

const timed = async (tell: Tell, step: Step, asked: Promise<Response>) => {
  const began = performance.now()
  const answer = await asked
  const text = await answer.text()
  tell({ step, ms: performance.now() - began, wrong: answer.ok ? null : `${answer.status} ${text}` })
  return answer.ok ? JSON.parse(text) : null
}

interface Waiting {
  readonly items: ReadonlyArray<{ readonly message: { readonly id: string }; readonly version: number }>
}

const decided = (version: number, change: object) => ({ decisions: [{ id: randomUUID(), version, change }] })

/** A curator's turn: what waits, and a verdict on the first of it. */
export const curate = async ({ send }: Person, tell: Tell) => {
  const waiting: Waiting | null = await timed(tell, "queue", send("GET", "/api/inbox?limit=30"))
  const first = waiting?.items[0]
  if (first === undefined) return
  const change = { kind: "verdict", message: first.message.id, verdict: "system" }
  await timed(tell, "decision", send("POST", "/api/decisions", decided(first.version, change)))
}

/** A planner's turn: the backlog, one of its themes, and a note on that. */
export const plan = async ({ id, send }: Person, tell: Tell, turn: number) => {
  const backlog = await timed(tell, "backlog", send("GET", "/api/backlog"))
  const items = (backlog?.items ?? []) as ReadonlyArray<{ readonly theme: string }>
  const theme = items[turn % items.length]?.theme
  if (theme === undefined) return
  await timed(tell, "theme", send("GET", `/api/themes/${theme}`))
  const change = { kind: "note", about: theme, text: `Заметка ${id} ${turn}` }
  await timed(tell, "decision", send("POST", "/api/decisions", decided(0, change)))
}

/** Turn after turn for a time, a pause between two; people begin one after another, not all in one moment. */
export const work = async (
  place: number,
  pause: number,
  until: number,
  turn: (number: number) => Promise<void>
) => {
  await setTimeout((place % 50) * (pause / 50))
  for (let number = place; performance.now() < until; number++) {
    await turn(number)
    await setTimeout(pause)
  }
}
