import { PersonId } from "@otklik/contract/people"
import { DateTime, Duration, Effect, Schema } from "effect"
import { isSecure, sessionCookie } from "../actors.ts"
import { setCookie } from "../cookie.ts"
import { Entry } from "../entry.ts"
import type { Visit } from "../input.ts"
import { remembered } from "../people-memory.ts"
import { Attempts, type Guess } from "./attempts.ts"
import { audit } from "./audit.ts"
import { chosenCookie, readyPeople, readyPerson } from "./demonstration.ts"
import { closedAccount, tooManyGuesses, wrongPassword } from "./failures.ts"
import { meOf } from "./me.ts"
import { Passwords } from "./passwords.ts"
import { longest, openSession, personOf } from "./sessions.ts"

/** The cookie of a session; of none, where the secret is empty. */
export const cookieFor = Effect.fnUntraced(function* (secret: string) {
  const entry = yield* Entry
  return setCookie({
    name: sessionCookie(entry),
    value: secret,
    age: Duration.toSeconds(longest),
    secure: isSecure(entry)
  })
})

/** Lets a known person in. */
export const letIn = Effect.fnUntraced(function* (
  person: PersonId,
  means: "password" | "provider" | "link",
  visit: Visit
) {
  const secret = yield* openSession(person, means, visit)
  yield* audit("sign_in", person, { means, address: visit.address })
  return { output: yield* meOf(yield* personOf(secret, visit.address)), cookies: [yield* cookieFor(secret)] }
})

/** Becomes one of the ready people of a demonstration. */
export const become = Effect.fnUntraced(function* (id: string) {
  if (!readyPeople.some((it) => it.id === id)) return yield* wrongPassword
  const cookie = setCookie({ name: chosenCookie, value: id, age: Duration.toSeconds(longest), secure: false })
  return { output: yield* meOf(yield* readyPerson(id)), cookies: [cookie] }
})

const isPersonId = Schema.is(PersonId)

const accountOf = Effect.fnUntraced(function* (person: string) {
  if (!isPersonId(person)) return undefined
  return yield* remembered("account", (db) =>
    db
      .selectFrom("person")
      .leftJoin("credential", "credential.person", "person.id")
      .select(["person.id", "person.disabled", "credential.hash"])
      .where("person.id", "=", person)
      .executeTakeFirst()
  )
})

/** What is kept of a person's password; null where they have none. */
export const passwordOf = (person: PersonId) =>
  Effect.map(accountOf(person), (account) => account?.hash ?? null)

/** Lets a guess through, or says how long to wait. */
export const admitted = Effect.fnUntraced(function* (guess: Guess) {
  const { admit } = yield* Attempts
  const wait = yield* admit(guess, (yield* DateTime.nowAsDate).getTime())
  if (wait > 0) return yield* tooManyGuesses(Math.ceil(wait / 1_000))
})

const refused = (why: "wrong" | "closed", person: PersonId | null, address: string) =>
  audit("sign_in_refused", person, { means: "password", why, address })

/** Signs in by name and password: an unknown name takes as long as a wrong password and says the same. */
export const signInBy = Effect.fnUntraced(function* (person: string, password: string, visit: Visit) {
  const { address } = visit
  const guess = { account: person.trim().toLowerCase(), address }
  yield* admitted(guess)
  const account = yield* accountOf(guess.account)
  const right = yield* Passwords.use(({ matches }) => matches(account?.hash ?? null, password))
  if (account === undefined || !right) {
    yield* refused("wrong", account?.id ?? null, address)
    return yield* wrongPassword
  }
  yield* Attempts.use(({ succeeded }) => succeeded(guess))
  if (account.disabled) {
    yield* refused("closed", account.id, address)
    return yield* closedAccount
  }
  return yield* letIn(account.id, "password", visit)
})
