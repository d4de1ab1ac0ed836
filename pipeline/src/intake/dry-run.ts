import { Clock, Effect, Stream } from "effect"
import { isBroken, type Source } from "../sources/source.ts"
import { normaliser } from "./normalise.ts"
import { previewOf, type Reject } from "./rejects.ts"
import { Resolver } from "./resolve.ts"
import type { Normal } from "../message.ts"

/** One record as it would land, every text masked. */
export interface Shown {
  readonly row: number
  readonly createdAt: string
  readonly externalId: string | null
  readonly subject: string | null
  readonly text: string
  readonly school: string | null
  readonly district: string | null
  readonly role: string | null
  readonly service: string | null
  readonly priority: string | null
}

export interface Refusal {
  readonly row: number
  readonly reason: string
  readonly preview: string
}

const shown = (it: Normal, mask: (text: string) => string): Shown => ({
  row: it.place.row,
  createdAt: it.createdAt.toISOString(),
  externalId: it.externalId,
  subject: it.subject === null ? null : mask(it.subject),
  text: mask(it.text),
  school: it.school,
  district: it.district,
  role: it.role,
  service: it.service,
  priority: it.priority
})

const isReject = (item: Normal | Reject): item is Reject => "reason" in item

/** The first `limit` records of a source as they would land, and those that would go to quarantine. Nothing is written. */
export const dryRun = Effect.fn("dryRun")(function* (
  source: Source["Service"],
  limit: number,
  mask: (text: string) => string
) {
  const normal = normaliser(source, yield* Clock.currentTimeMillis, yield* Resolver)
  const first = yield* source.pull.pipe(Stream.take(limit), Stream.runCollect)
  const landing: Array<Shown> = []
  const refusals: Array<Refusal> = []
  for (const found of first) {
    const item = isBroken(found)
      ? { place: found.place, reason: found.fault, fragment: found.fragment }
      : normal(found)
    if (isReject(item))
      refusals.push({ row: item.place.row, reason: item.reason, preview: previewOf(item.fragment, mask) })
    else landing.push(shown(item, mask))
  }
  return { read: first.length, landing, refusals }
})
