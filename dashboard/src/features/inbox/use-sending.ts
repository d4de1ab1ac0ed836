import { routes } from "@otklik/contract"
import { subjectOf } from "@otklik/contract/change"
import type { Entry } from "@otklik/contract/ledger"
import { useCallback, useEffect, useRef, useState } from "react"
import { call, CallFailure } from "../../call.ts"
import { putOut, readOutbox, takeOut, type Waiting } from "./outbox.ts"
import type { Wanted } from "./wanted.ts"

/** What came of sending: `refused` holds the server's sentence, `waiting` counts what the network holds back. */
export interface Sending {
  readonly waiting: number
  readonly refused: string | null
  readonly send: (wanted: ReadonlyArray<Wanted>) => ReadonlyArray<string>
  readonly undo: (decisions: ReadonlyArray<string>) => void
  readonly forget: () => void
}

const isNetwork = (error: unknown) =>
  error instanceof CallFailure && (error.kind === "network" || error.status >= 502)

/** The session is over: the decisions wait until the same person signs in again. */
const isOver = (error: unknown) => error instanceof CallFailure && error.status === 401

const post = (decisions: ReadonlyArray<Waiting>) =>
  call(routes.decide, { body: { decisions: decisions as never } })

/** The versions of what was decided here, as the server answered: a change is made on the last one known. */
const useVersions = () => {
  const versions = useRef(new Map<string, number>())
  const subjects = useRef(new Map<string, string>())
  const learn = useCallback((entries: ReadonlyArray<Entry>) => {
    for (const { id, subject, version } of entries) {
      subjects.current.set(id, subject)
      versions.current.set(subject, version)
    }
  }, [])
  const on = useCallback((decision: Waiting): Waiting => {
    const { change } = decision
    const subject =
      change.kind === "undo"
        ? subjects.current.get(change.undoes)
        : subjectOf(change as Parameters<typeof subjectOf>[0])
    const known = subject === undefined ? 0 : (versions.current.get(subject) ?? 0)
    return { ...decision, version: Math.max(decision.version, known) }
  }, [])
  return { learn, on }
}

/** Sends decisions in their order, keeps those that the network held back, and tries them again by itself. */
export const useSending = (person: string, onRefused: () => void): Sending => {
  const [waiting, setWaiting] = useState(() => readOutbox(person).length)
  const [refused, setRefused] = useState<string | null>(null)
  const { learn, on } = useVersions()
  const before = useRef(Promise.resolve())
  const sendNow = useCallback(
    async (decisions: ReadonlyArray<Waiting>) => {
      try {
        learn((await post(decisions.map(on))).decisions)
      } catch (error) {
        if (isOver(error)) onRefused()
        if (isNetwork(error) || isOver(error)) return setWaiting(readOutbox(person).length)
        setRefused(error instanceof Error ? error.message : String(error))
        onRefused()
      }
      takeOut(
        person,
        decisions.map(({ id }) => id)
      )
      setWaiting(readOutbox(person).length)
    },
    [learn, on, onRefused, person]
  )
  const deliver = useCallback(
    (decisions: ReadonlyArray<Waiting>) => {
      before.current = before.current.then(() => sendNow(decisions))
      return before.current
    },
    [sendNow]
  )
  useEffect(() => {
    const again = () => {
      const kept = readOutbox(person)
      setWaiting(kept.length)
      if (kept.length > 0) void deliver(kept)
    }
    again()
    const timer = setInterval(again, 5_000)
    addEventListener("online", again)
    return () => {
      clearInterval(timer)
      removeEventListener("online", again)
    }
  }, [deliver, person])
  const out = useCallback(
    (changes: ReadonlyArray<Wanted>) => {
      const decisions = changes.map(({ change, version }) => ({ id: crypto.randomUUID(), change, version }))
      putOut(person, decisions)
      void deliver(decisions)
      return decisions.map(({ id }) => id)
    },
    [deliver, person]
  )
  const undo = useCallback(
    (decisions: ReadonlyArray<string>) =>
      void out(decisions.map((undoes) => ({ change: { kind: "undo", undoes } as const, version: 0 }))),
    [out]
  )
  return { waiting, refused, send: out, undo, forget: () => setRefused(null) }
}
