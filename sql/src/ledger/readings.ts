import { readingOf } from "@otklik/contract/change"
import type { PersonId } from "@otklik/contract/people"
import type { MessageId, Verdict } from "@otklik/contract/vocabulary"
import type { Kysely } from "kysely"
import type { PeopleTables } from "../people-tables.ts"
import { rowsOn } from "./append.ts"
import { judgement } from "./present.ts"
import type { Row } from "./row.ts"

type Db = Kysely<PeopleTables>

/** What one person says of a message. */
export interface Voice {
  readonly by: PersonId
  readonly verdict: Verdict
}

/** A message that two people have read apart from each other. */
export interface ReadTwice {
  readonly message: MessageId
  readonly school: string | null
  /** when it was read for the second time */
  readonly at: Date
  readonly first: Voice
  readonly second: Voice
  /** the verdict that somebody gave it after both readings */
  readonly settled: Verdict | null
  /** of the message: decisions on it so far */
  readonly version: number
}

const voiceOf = ({ by, change }: NonNullable<ReturnType<typeof judgement<Row>>>): Voice => ({
  by,
  verdict: change.verdict
})

/** How a message was read twice by all that was decided of it; null where a reading was taken back. */
const readTwice = (
  message: MessageId,
  decided: ReadonlyArray<Row>,
  readings: ReadonlyArray<Row>
): ReadTwice | null => {
  const second = judgement(readings)
  if (second === undefined) return null
  const first = judgement(decided.filter(({ sequence }) => sequence < second.sequence))
  const now = judgement(decided)
  if (first === undefined || now === undefined) return null
  return {
    message,
    school: second.school,
    at: second.at,
    first: voiceOf(first),
    second: voiceOf(second),
    settled: now.sequence > second.sequence ? now.change.verdict : null,
    version: decided.at(-1)!.version
  }
}

/** Every message that two people have read apart from each other, in the order of its second reading. */
export const readTwiceIn = async (db: Db): Promise<ReadonlyArray<ReadTwice>> => {
  const rows = await db
    .selectFrom("ledger")
    .select("mentions")
    .where("kind", "=", "reading")
    .orderBy("sequence")
    .execute()
  const messages = [...new Set(rows.map(({ mentions }) => mentions[0] as MessageId))]
  const all = await rowsOn(
    db,
    messages.flatMap((message) => [message, readingOf(message)])
  )
  const bySubject = Map.groupBy(all, ({ subject }) => subject)
  return messages.flatMap(
    (message) =>
      readTwice(message, bySubject.get(message) ?? [], bySubject.get(readingOf(message)) ?? []) ?? []
  )
}
