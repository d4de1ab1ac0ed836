import { Effect, Layer } from "effect"
import { CorpusBuilder } from "../text/corpus.ts"
import { loadLexicon } from "../text/lexicon.ts"
import { cluster } from "../themes/cluster.ts"
import type { Clustering } from "../themes/clustering.ts"
import { type Description, describe } from "../themes/describe.ts"
import { triage } from "../triage/triage.ts"
import { Engine, type Grouping, type Reader, type ThemeDraft } from "./engine.ts"

const draft = (found: Clustering, { title, keyphrases, quotes }: Description, theme: number): ThemeDraft => ({
  title,
  keyphrases,
  quotes,
  cohesion: found.cohesion[theme] ?? 0,
  coarse: found.parent[theme] ?? theme,
  flags: [],
  similar: (found.similar[theme] ?? []).map((near) => ({ other: near.theme, similarity: near.similarity })),
  requests: []
})

const grouping = (found: Clustering, descriptions: ReadonlyArray<Description>): Grouping => ({
  theme: found.theme,
  strength: found.strength,
  request: new Int32Array(found.theme.length).fill(-1),
  nearCopy: new Uint8Array(found.theme.length),
  themes: descriptions.map((description, theme) => draft(found, description, theme))
})

const reader = Effect.sync((): Reader => {
  const builder = new CorpusBuilder(loadLexicon())
  return {
    add: (text) => builder.add(text),
    group: Effect.fn("group")(function* (textsOf, schoolOf) {
      const corpus = builder.finish()
      const found = yield* cluster(corpus)
      return grouping(found, yield* describe(corpus, found, textsOf, { schoolOf }))
    })
  }
})

/** Themes by the words of the messages alone: no model, no network, the same answer twice. */
export const lexicalEngine = Layer.succeed(Engine, {
  name: "lexical-1",
  reader,
  judge: (text, priority) => triage(text, priority)
})
