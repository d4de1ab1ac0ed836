import { messages } from "../fixtures/messages.ts"

/** The schools of a curator. */
export const own = ["1001", "1008"]
const schoolOf = new Map(messages.map(({ message_id, school }) => [message_id, school]))

/** Every school that an answer tells a row of, by name, by number or by a message's id; "?" for one that is unknown. */
export const schoolsIn = (body: string): ReadonlyArray<string> => [
  ...[...body.matchAll(/"school":"(\d+)"|Школа № (\d+)/g)].map(([, id, number]) => (id ?? number)!),
  ...[...body.matchAll(/\b[0-9a-f]{32}\b/g)].map(([id]) => schoolOf.get(id) ?? "?")
]

/** Those of them that are not the curator's. */
export const foreignIn = (body: string) => schoolsIn(body).filter((school) => !own.includes(school))
