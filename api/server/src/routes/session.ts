import {
  acceptInvitation,
  beginByProvider,
  changePassword,
  me,
  signIn,
  signInByProvider,
  signOut
} from "@otklik/contract/session"
import { DateTime, Effect } from "effect"
import { isSecure, sessionCookie } from "../actors.ts"
import { cookieOf, setCookie } from "../cookie.ts"
import { changing, entering } from "../endpoint.ts"
import { Entry } from "../entry.ts"
import { notSignedIn } from "../failures.ts"
import type { Visit } from "../input.ts"
import { markAccounts } from "../people/accounts-mark.ts"
import { Attempts } from "../people/attempts.ts"
import { audit } from "../people/audit.ts"
import { signInByProvider as admitByProvider } from "../people/by-provider.ts"
import { chosenCookie } from "../people/demonstration.ts"
import { noAccounts, providerUntrusted, wrongPassword } from "../people/failures.ts"
import { acceptLink } from "../people/invitations.ts"
import { meOf } from "../people/me.ts"
import { Passwords } from "../people/passwords.ts"
import { Provider } from "../people/provider.ts"
import { newSecret } from "../people/secret.ts"
import { endAllOf, endSession } from "../people/sessions.ts"
import { admitted, become, cookieFor, letIn, passwordOf, signInBy } from "../people/sign-in.ts"
import { owner } from "../actor.ts"
import { together } from "../people-memory.ts"

export const meRoute = changing(me, ({ actor }) => meOf(actor))

export const signInRoute = entering(
  signIn,
  Effect.fnUntraced(function* ({ body: { password, person }, visit }) {
    const { demonstration } = yield* Entry
    if (demonstration) return yield* become(person)
    return yield* password === undefined ? wrongPassword : signInBy(person, password, visit)
  })
)

/** Says which browser began to sign in at the provider; nothing, where it has come to an end. */
const begunCookie = (secret: string) =>
  Effect.map(Entry, (entry) =>
    setCookie({ name: "otklik-begun", value: secret, age: 600, secure: isSecure(entry) })
  )

export const beginByProviderRoute = entering(
  beginByProvider,
  Effect.fnUntraced(function* () {
    const secret = newSecret()
    const address = yield* Provider.use(({ begin }) => begin(secret))
    return { output: { address }, cookies: [yield* begunCookie(secret)] }
  })
)

export const signInByProviderRoute = entering(
  signInByProvider,
  Effect.fnUntraced(function* ({ body, visit }) {
    const secret = cookieOf(visit, "otklik-begun")
    if (!secret) return yield* providerUntrusted
    const { cookies, output } = yield* admitByProvider({ secret, ...body }, visit)
    return { output, cookies: [...cookies, yield* begunCookie("")] }
  })
)

/** Who remains when a session is over: in a demonstration everyone is somebody. */
const leave = Effect.fnUntraced(function* ({ headers }: Visit) {
  const entry = yield* Entry
  if (entry.demonstration) {
    const cookie = setCookie({ name: chosenCookie, value: "", age: 0, secure: false })
    return { output: yield* meOf(owner), cookies: [cookie] }
  }
  const secret = cookieOf({ headers }, sessionCookie(entry))
  if (secret !== undefined) yield* endSession(secret)
  return { output: yield* meOf(null), cookies: [yield* cookieFor("")] }
})

export const signOutRoute = entering(
  signOut,
  Effect.fnUntraced(function* ({ actor, visit }) {
    const left = yield* leave(visit)
    if (actor !== null && left.output.person === null) yield* audit("sign_out", actor.person)
    return left
  })
)

export const changePasswordRoute = entering(
  changePassword,
  Effect.fnUntraced(function* ({ actor, body, visit }) {
    if (actor === null) return yield* notSignedIn
    if ((yield* Entry).demonstration) return yield* noAccounts
    const { person } = actor
    const { matches, hash } = yield* Passwords
    const guess = { account: person, address: visit.address }
    yield* admitted(guess)
    if (!(yield* matches(yield* passwordOf(person), body.now))) return yield* wrongPassword
    const [next, now] = [yield* hash(body.next), yield* DateTime.nowAsDate]
    yield* together("change password", async (tx) => {
      await tx
        .updateTable("credential")
        .set({ hash: next, changed_at: now })
        .where("person", "=", person)
        .execute()
      await endAllOf(tx, person, now)
    })
    yield* Attempts.use(({ succeeded }) => succeeded(guess))
    yield* audit("password_changed", person)
    return yield* letIn(person, "password", visit)
  })
)

export const acceptInvitationRoute = entering(
  acceptInvitation,
  Effect.fnUntraced(function* ({ body, visit }) {
    if ((yield* Entry).demonstration) return yield* noAccounts
    const person = yield* acceptLink(body)
    yield* markAccounts
    return yield* letIn(person, "link", visit)
  })
)
