import { Effect } from "effect"
import type { FastifyRequest } from "fastify"
import { bearerOf } from "./actors.ts"
import { Entry } from "./entry.ts"
import { type Failure, foreignOrigin } from "./failures.ts"

const reading: ReadonlySet<string> = new Set(["GET", "HEAD"])

/** A header that no form and no other site's page can send without asking us first. */
export const ownHeader = "x-otklik"

const hostOf = (url: string) => URL.parse(url)?.host

/**
 * Lets changes through that come from our own pages: with our header, and from our own origin where the browser
 * names one. A machine's key is no cookie: no page can make a browser send it.
 */
export const fromOurPage = ({ headers, method }: FastifyRequest): Effect.Effect<void, Failure, Entry> =>
  Effect.flatMap(Entry, (entry) => {
    if (reading.has(method) || bearerOf({ headers }) !== undefined) return Effect.void
    const { host, origin } = headers
    const asked = hostOf(`http://${host}`)
    const ours: ReadonlyArray<string | undefined> = [asked, hostOf(entry.origin ?? "")]
    const theirs = origin === undefined ? asked : hostOf(origin)
    const foreign = theirs === undefined || !ours.includes(theirs)
    return foreign || headers[ownHeader] === undefined ? Effect.fail(foreignOrigin) : Effect.void
  })
