import { createReadStream, createWriteStream } from "node:fs"
import { createInterface } from "node:readline"
import { type Corpus, CorpusBuilder } from "@otklik/pipeline/text/corpus"
import { loadLexicon } from "@otklik/pipeline/text/lexicon"
import { coldBeginning, crewFor, sweepers } from "@otklik/pipeline/themes/approach"
import { BETA, FITTING } from "@otklik/pipeline/themes/cluster"
import { clustering } from "@otklik/pipeline/themes/clustering"
import { restrain, unconstrained } from "@otklik/pipeline/themes/constraints"
import { describe } from "@otklik/pipeline/themes/describe"
import { fit } from "@otklik/pipeline/themes/fit"
import { requests } from "@otklik/pipeline/themes/request"
import { coldStart } from "@otklik/pipeline/themes/warm-start"
import { Effect } from "effect"

const [file = "", out = "", asked = "2"] = process.argv.slice(2)
const threads = Number(asked)

interface Row {
  readonly id: string
  readonly text: string
}

let began = performance.now()
const tell = (step: string, more: object = {}) => {
  const seconds = Number(((performance.now() - began) / 1000).toFixed(2))
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024)
  console.log(JSON.stringify({ step, seconds, peakMb, ...more }))
  began = performance.now()
}

const rows: Array<Row> = []
for await (const line of createInterface({ input: createReadStream(file) })) {
  const { id, text } = JSON.parse(line) as Row
  rows.push({ id, text })
}
rows.sort((a, b) => (a.id < b.id ? -1 : 1))
tell("open")

const read = (): Corpus => {
  const builder = new CorpusBuilder(loadLexicon())
  for (const { text } of rows) builder.add(text)
  return builder.finish()
}

const corpus = read()
const path = sweepers(corpus, crewFor(corpus, 1)) === undefined ? "consensus" : "propagation"
tell("read", { texts: corpus.copies.length, path })
const crew = crewFor(corpus, threads)
const { evidence, graph, start } = coldBeginning(corpus, BETA.standard, FITTING, crew)
tell("begin")
const home = new Int32Array(corpus.copies.length).fill(-1)
const restrained = restrain(corpus, coldStart(start, 0), 0, home, unconstrained)
const { theme } = fit(evidence, restrained.start, FITTING, restrained.bounds, sweepers(corpus, crew))
crew.close()
tell("fit")
const found = clustering(corpus, { ...evidence, graph }, { theme, old: 0, size: FITTING.size, ...restrained })
tell("level", { themes: found.themes })
const { speakers } = requests(corpus, found, threads)
tell("request")
const textsOf = (places: Int32Array) => Effect.succeed(Array.from(places, (place) => rows[place]!.text))
await Effect.runPromise(describe(corpus, found, textsOf, { speakers }))
tell("describe")
const written = createWriteStream(out)
rows.forEach(({ id }, place) =>
  written.write(`${JSON.stringify({ id, theme: found.theme[place]! < 0 ? null : found.theme[place] })}\n`)
)
written.end()
