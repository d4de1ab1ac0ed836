import { readingOf } from "@otklik/contract/change"
import { judgement } from "@otklik/sql/ledger/present"
import { rowsOn } from "@otklik/sql/ledger/append"
import { Context, Effect } from "effect"
import type { Actor } from "./actor.ts"
import { Ledger } from "./ledger.ts"
import { may } from "./policy.ts"

/** One message in so many is read without a suggestion, and twice; 0: none. */
export const SecondReadings = Context.Reference<number>("server/SecondReadings", { defaultValue: () => 40 })

const prefixes = 2 ** 32
const digits = 8

/** Ids are hashes: the sample is of those before this one, so that the same messages are in it everywhere and always. */
export const boundOf = (every: number): string =>
  every < 1
    ? ""
    : every === 1
      ? "g"
      : Math.floor(prefixes / every)
          .toString(16)
          .padStart(digits, "0")

/** Whether somebody's own work is the reading of messages: an administrator sees all of the ledger instead. */
const reads = (actor: Actor) => actor.role !== "administrator" && may(actor, "decide_messages")

const isMessage = (subject: string) => /^[0-9a-f]{32}$/.test(subject)

/** The id that those of the messages come before which somebody reads blind, decided or not: they look alike to them. */
export const blindBefore = Effect.fnUntraced(function* (actor: Actor) {
  return reads(actor) ? boundOf(yield* SecondReadings) : ""
})

const none: ReadonlySet<string> = new Set()

/** Those of some messages that somebody may read a second time: in the sample, decided by another, read by nobody since. */
export const dueFor = Effect.fnUntraced(function* (actor: Actor, subjects: Iterable<string>) {
  const bound = yield* blindBefore(actor)
  const sample = [...new Set(subjects)].filter((it) => isMessage(it) && it < bound)
  if (sample.length === 0) return none
  const ledger = yield* Ledger
  const rows = yield* ledger.query("read the sample", (db) =>
    rowsOn(
      db,
      sample.flatMap((message) => [message, readingOf(message)])
    )
  )
  const bySubject = Map.groupBy(rows, ({ subject }) => subject)
  const judged = (subject: string) => judgement(bySubject.get(subject) ?? [])
  return new Set(
    sample.filter((message) => {
      const first = judged(message)
      return first !== undefined && first.by !== actor.person && judged(readingOf(message)) === undefined
    })
  )
})
