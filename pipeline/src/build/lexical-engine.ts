import { Effect, Layer } from "effect"
import { type Corpus, CorpusBuilder } from "../text/corpus.ts"
import { loadLexicon } from "../text/lexicon.ts"
import { cluster, type ClusterOptions } from "../themes/cluster.ts"
import type { Clustering } from "../themes/clustering.ts"
import { type Description, describe } from "../themes/describe.ts"
import { repeats } from "../repeats/repeats.ts"
import { place } from "../themes/place.ts"
import { type Requests, requests } from "../themes/request.ts"
import { tallyOf } from "../themes/tally.ts"
import { saysNothing } from "../triage/noise.ts"
import { triager } from "../triage/triage.ts"
import { Engine, type Grouping, type Guidance, type Reader, type ThemeDraft } from "./engine.ts"

const draft = (
  found: Clustering,
  { title, keyphrases, quotes, requests }: Description,
  theme: number
): ThemeDraft => ({
  title,
  keyphrases,
  quotes,
  cohesion: found.cohesion[theme] ?? 0,
  coarse: found.parent[theme] ?? theme,
  flags: [],
  similar: (found.similar[theme] ?? []).map((near) => ({ other: near.theme, similarity: near.similarity })),
  requests
})

const known = ({ previous, ...guidance }: Omit<Guidance, "schoolOf">): ClusterOptions =>
  previous === undefined ? guidance : { ...guidance, previous }

const grouping = (
  found: Clustering,
  { request, nearCopy }: Requests,
  descriptions: ReadonlyArray<Description>
): Grouping => ({
  theme: found.theme,
  strength: found.strength,
  request,
  nearCopy,
  themes: descriptions.map((description, theme) => draft(found, description, theme)),
  origin: found.origin
})

const reader = Effect.sync((): Reader => {
  const builder = new CorpusBuilder(loadLexicon())
  let finished: Corpus | undefined
  const corpus = () => (finished ??= builder.finish())
  return {
    add: (text) => builder.add(saysNothing(text) ? "" : text),
    group: Effect.fn("group")(function* (textsOf, { schoolOf, ...guidance }) {
      const found = yield* cluster(corpus(), known(guidance))
      const asked = requests(corpus(), found, guidance.threads)
      const descriptions = yield* describe(corpus(), found, textsOf, { schoolOf, speakers: asked.speakers })
      return grouping(found, asked, descriptions)
    }),
    repeats: (sayings) => repeats(corpus(), sayings),
    tally: (numbers) => tallyOf(corpus(), numbers),
    place: (tally) => place(corpus(), tally)
  }
})

/** Themes by the words of the messages alone: no model, no network, the same answer twice. */
export const lexicalEngine = Layer.succeed(Engine, {
  name: "lexical-1",
  reader,
  judge: triager
})
