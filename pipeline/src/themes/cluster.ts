import { Effect } from "effect"
import type { Corpus } from "../text/corpus.ts"
import { coldBeginning, crewFor, sweepers, warmEvidence } from "./approach.ts"
import { type Clustering, clustering } from "./clustering.ts"
import { check, type Constraints, DecisionsContradict, restrain, unconstrained } from "./constraints.ts"
import { type Crew, ThreadLost } from "./crew.ts"
import { type Evidence, fit } from "./fit.ts"
import type { Partition } from "./partition.ts"
import { coldStart, homes, warmStart } from "./warm-start.ts"

/** How finely themes are told apart. */
export type Granularity = "fine" | "standard" | "coarse"

export interface ClusterOptions {
  readonly granularity?: Granularity
  /** worker threads; the result does not depend on them */
  readonly threads?: number
  /** theme of each message in the previous build, -1 for new messages: old ones start where they were */
  readonly previous?: Int32Array
  /** find the themes anew, whatever the previous ones were; decisions still hold */
  readonly cold?: boolean
  readonly constraints?: Constraints
}

export const BETA: Record<Granularity, number> = { fine: 0.02, standard: 0.05, coarse: 0.15 }
export const FITTING = { size: 0.5, rounds: 15, chance: 1, share: 0.03 }

/** Previous themes are numbered below this. */
const oldThemes = (previous: Int32Array | undefined, { pinned, locked, forbidden }: Constraints): number =>
  1 +
  [...pinned.map(({ theme }) => theme), ...locked, ...forbidden.flat()].reduce(
    (most, theme) => Math.max(most, theme),
    previous?.reduce((most, theme) => Math.max(most, theme), -1) ?? -1
  )

interface Begun {
  readonly evidence: Evidence
  /** the graph as it was before any run was asked */
  readonly graph: Evidence["graph"]
  readonly start: Partition
  readonly home: Int32Array
}

const begin = (corpus: Corpus, options: ClusterOptions, old: number, crew: Crew): Begun => {
  const beta = BETA[options.granularity ?? "standard"]
  const home = homes(corpus, options.previous ?? new Int32Array(corpus.size).fill(-1))
  if (options.previous === undefined || options.cold === true) {
    const { evidence, graph, start } = coldBeginning(corpus, beta, FITTING, crew)
    const { kept = [], locked } = options.constraints ?? unconstrained
    const stays = new Set([...locked, ...kept])
    const fresh = coldStart(start, old)
    const theme = fresh.theme.map((one, text) => (stays.has(home[text]) ? home[text] : one))
    const lasting = home.map((was) => (stays.has(was) ? was : -1))
    return { evidence, graph, start: { ...fresh, theme }, home: lasting }
  }
  const evidence = warmEvidence(corpus, beta, crew)
  return { evidence, graph: evidence.graph, start: warmStart(evidence.graph, home, old), home }
}

const find = (corpus: Corpus, options: ClusterOptions, crew: Crew): Clustering => {
  const decided = options.constraints ?? unconstrained
  const old = oldThemes(options.previous, decided)
  const { evidence, graph, start, home } = begin(corpus, options, old, crew)
  const restrained = restrain(corpus, start, old, home, decided)
  const { theme } = fit(evidence, restrained.start, FITTING, restrained.bounds, sweepers(corpus, crew))
  const found = clustering(corpus, { ...evidence, graph }, { theme, old, size: FITTING.size, ...restrained })
  check(found.theme, found.origin, decided)
  return found
}

const isExpected = (cause: unknown): cause is DecisionsContradict | ThreadLost =>
  cause instanceof DecisionsContradict || cause instanceof ThreadLost

/**
 * Themes of a corpus; how many is not asked (themes.md, section 8). With `previous` the themes go on: old messages
 * leave theirs only for a clearly likelier one. Decisions hold in every build, or the build fails.
 */
export const cluster = (
  corpus: Corpus,
  options: ClusterOptions = {}
): Effect.Effect<Clustering, DecisionsContradict | ThreadLost> =>
  Effect.acquireUseRelease(
    Effect.sync(() => crewFor(corpus, options.threads ?? 1)),
    (crew) => Effect.try({ try: () => find(corpus, options, crew), catch: (cause) => cause }),
    (crew) => Effect.sync(() => crew.close())
  ).pipe(Effect.catch((cause) => (isExpected(cause) ? Effect.fail(cause) : Effect.die(cause))))
