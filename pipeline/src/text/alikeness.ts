import { CorpusBuilder, type Corpus } from "./corpus.ts"
import { gramCounts, stemCounts, telling, tfidf } from "./features.ts"
import type { Lexicon } from "./lexicon.ts"
import { beside, normalise, type Rows } from "./rows.ts"

/** A document that may be like another: its fields, the first of which says most (a title before its body). */
export type Fields = ReadonlyArray<string>

export interface Match {
  readonly row: number
  /** cosine, 0 to 1 */
  readonly similarity: number
}

const corpusOf = (lexicon: Lexicon, texts: Iterable<string>): Corpus => {
  const builder = new CorpusBuilder(lexicon)
  for (const text of texts) builder.add(text)
  return builder.finish()
}

const spread = ({ start, ids, values, columns }: Rows, textOf: Int32Array): Rows => {
  const starts = new Int32Array(textOf.length + 1)
  textOf.forEach((text, row) => (starts[row + 1] = starts[row] + start[text + 1] - start[text]))
  const spread = {
    start: starts,
    ids: new Int32Array(starts[textOf.length]),
    values: new Float32Array(starts[textOf.length]),
    columns
  }
  textOf.forEach((text, row) => {
    spread.ids.set(ids.subarray(start[text], start[text + 1]), starts[row])
    spread.values.set(values.subarray(start[text], start[text + 1]), starts[row])
  })
  return spread
}

/** TF-IDF of every document over features that stand in at least two of them. */
const block = (corpus: Corpus, counts: Rows): Rows =>
  spread(tfidf(telling(counts, corpus.copies, 2), corpus.copies), corpus.textOf)

const vectors = (lexicon: Lexicon, documents: ReadonlyArray<Fields>): Rows => {
  const whole = corpusOf(
    lexicon,
    documents.map((fields) => fields.join("\n"))
  )
  const lead = documents.some((fields) => fields.length > 1)
    ? corpusOf(
        lexicon,
        documents.map(([first]) => first)
      )
    : whole
  const blocks = [
    { rows: block(whole, stemCounts(whole)), weight: 1 },
    { rows: block(whole, gramCounts(whole, 4, 4)), weight: 0.5 },
    { rows: block(lead, stemCounts(lead)), weight: 0.3 },
    { rows: block(lead, gramCounts(lead, 3, 5)), weight: 0.3 }
  ]
  return normalise(beside(blocks))
}

interface Index {
  readonly start: Int32Array
  readonly rows: Int32Array
  readonly values: Float32Array
}

const byColumn = ({ start, ids, values, columns }: Rows): Index => {
  const starts = new Int32Array(columns + 1)
  for (const id of ids) starts[id + 1]++
  for (let id = 0; id < columns; id++) starts[id + 1] += starts[id]
  const filled = starts.slice()
  const index = { start: starts, rows: new Int32Array(ids.length), values: new Float32Array(ids.length) }
  for (let row = 0; row + 1 < start.length; row++)
    for (let i = start[row]; i < start[row + 1]; i++) {
      const at = filled[ids[i]]++
      index.rows[at] = row
      index.values[at] = values[i]
    }
  return index
}

/**
 * Finds documents like a document by the cosine of stems + .5 character 4-grams of all fields, + .3 stems and + .3
 * character 3-5-grams of the first field. Ties go to the smaller row.
 */
export const alikeness = (lexicon: Lexicon, documents: ReadonlyArray<Fields>) => {
  const rows = vectors(lexicon, documents)
  const index = byColumn(rows)
  const sums = new Float64Array(documents.length)
  return (row: number, top: number): ReadonlyArray<Match> => {
    sums.fill(0)
    for (let i = rows.start[row]; i < rows.start[row + 1]; i++)
      for (let at = index.start[rows.ids[i]]; at < index.start[rows.ids[i] + 1]; at++)
        sums[index.rows[at]] += rows.values[i] * index.values[at]
    const found = Array.from(sums.keys()).filter((other) => other !== row && sums[other] > 0)
    return found
      .sort((a, b) => sums[b] - sums[a] || a - b)
      .slice(0, top)
      .map((other) => ({ row: other, similarity: Math.min(1, sums[other]) }))
  }
}
