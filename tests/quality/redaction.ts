import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { NodeServices } from "@effect/platform-node"
import { normaliser } from "@otklik/pipeline/intake/normalise"
import { type Masked, redactText } from "@otklik/pipeline/intake/redact"
import { writeCity } from "@otklik/pipeline/demo/city"
import type { Normal } from "@otklik/pipeline/message"
import { openSource } from "@otklik/pipeline/sources/open"
import { isRaw } from "@otklik/pipeline/sources/source"
import { Store } from "@otklik/pipeline/warehouse/store"
import { Effect, Layer, Option, Stream } from "effect"

interface Datum {
  readonly type: string
  readonly value: string
}

interface Truth {
  readonly id: string
  readonly source: string
  readonly personal: ReadonlyArray<Datum>
  readonly decoys: ReadonlyArray<string>
}

/** Figures of one type: planted and gone, masked and right; `other` are marks of another type on a planted datum. */
export interface Figures {
  planted: number
  gone: number
  marks: number
  right: number
  other: number
}

export interface Quality {
  readonly types: ReadonlyMap<string, Figures>
  readonly decoys: { readonly planted: number; readonly kept: number }
  /** what went wrong, for a person who mends it: the demonstration's own invented data */
  readonly faults: ReadonlyArray<string>
  readonly messages: number
}

const normals = (file: string, source: string, profile: string | null) =>
  Effect.gen(function* () {
    const asked = {
      source: Option.some(source),
      profile: Option.fromNullOr(profile),
      encoding: Option.none(),
      timezone: "Europe/Moscow"
    }
    const opened = yield* openSource(file, asked, { bytes: 0, rescued: 0, skipped: 0 })
    const nowhere = () => ({ school: null, district: null, role: null, service: null })
    const normal = normaliser(opened, Date.UTC(2027, 0, 1), nowhere)
    const all = yield* opened.pull.pipe(Stream.runCollect)
    return all
      .filter(isRaw)
      .map(normal)
      .filter((it): it is Normal => !("reason" in it))
  })

const places = (text: string, value: string): ReadonlyArray<readonly [number, number]> => {
  const found: Array<readonly [number, number]> = []
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length))
    found.push([at, at + value.length])
  return found
}

class Count {
  readonly types = new Map<string, Figures>()
  readonly faults: Array<string> = []
  planted = 0
  kept = 0
  messages = 0

  of(type: string): Figures {
    const known = this.types.get(type) ?? { planted: 0, gone: 0, marks: 0, right: 0, other: 0 }
    this.types.set(type, known)
    return known
  }

  /** A planted datum is gone where every letter of every place it stood at is inside a mark. */
  recall(text: string, truth: Truth, marks: ReadonlyArray<Masked>): void {
    for (const { type, value } of truth.personal) {
      const at = places(text, value)
      if (at.length === 0) continue
      const figures = this.of(type)
      figures.planted++
      const gone = at.every(([from, to]) => covered(text, from, to, marks))
      if (gone) figures.gone++
      else this.faults.push(`left ${type} «${value}» in ${truth.source}: ${shown(text, marks)}`)
    }
  }

  precision(text: string, truth: Truth, marks: ReadonlyArray<Masked>): void {
    const planted = truth.personal.flatMap((it) =>
      places(text, it.value).map((place) => ({ type: it.type, place }))
    )
    for (const mark of marks) {
      const figures = this.of(mark.type)
      figures.marks++
      const on = planted.filter(({ place: [from, to] }) => from < mark.end && mark.start < to)
      if (on.length > 0) figures.right++
      else
        this.faults.push(
          `false ${mark.type} «${text.slice(mark.start, mark.end)}» in ${truth.source}: ${text.slice(Math.max(0, mark.start - 60), mark.end + 40).replace(/\s+/g, " ")}`
        )
      if (on.length > 0 && !on.some(({ type }) => type === mark.type)) figures.other++
    }
  }

  decoys(text: string, truth: Truth, masked: string): void {
    for (const decoy of truth.decoys) {
      if (!text.includes(decoy)) continue
      this.planted++
      if (masked.includes(decoy)) this.kept++
      else this.faults.push(`decoy «${decoy}» in ${truth.source}: ${masked.slice(0, 200)}`)
    }
  }
}

/** Letters and digits of a place inside marks; what stands between words may stay. */
const covered = (text: string, from: number, to: number, marks: ReadonlyArray<Masked>): boolean => {
  for (let at = from; at < to; at++) {
    if (!/[\p{L}\p{N}]/u.test(text[at]!)) continue
    if (!marks.some(({ end, start }) => start <= at && at < end)) return false
  }
  return true
}

const shown = (text: string, marks: ReadonlyArray<Masked>): string =>
  marks
    .reduceRight((out, { end, start, type }) => `${out.slice(0, start)}<${type}>${out.slice(end)}`, text)
    .replace(/\s+/g, " ")
    .slice(0, 300)

const truthsOf = (folder: string): ReadonlyMap<string, Truth> => {
  const lines = readFileSync(join(folder, "truth.jsonl"), "utf8").trimEnd().split("\n")
  const truths = lines.map((line) => JSON.parse(line) as Truth)
  return new Map(truths.map((truth) => [`${truth.source}\0${truth.id}`, truth]))
}

interface Listed {
  readonly file: string
  readonly source: string
  readonly profile: string | null
}

/** Reads the exports of a city through the product's readers and compares what is masked with what was planted. */
export const measureCity = (folder: string): Promise<Quality> =>
  Effect.runPromise(
    Effect.gen(function* () {
      const truths = truthsOf(folder)
      const count = new Count()
      const listed = JSON.parse(readFileSync(join(folder, "sources.json"), "utf8")) as
        | ReadonlyArray<Listed>
        | { readonly sources: ReadonlyArray<Listed> }
      for (const { file, profile, source } of "sources" in listed ? listed.sources : listed) {
        if (!readdirSync(folder).includes(file.split("/")[0]!) || file === "schools.csv") continue
        for (const normal of yield* normals(join(folder, file), source, profile ?? null)) {
          const truth = truths.get(`${source}\0${normal.externalId}`)
          if (truth === undefined) continue
          count.messages++
          const { marks, text } = redactText(normal.text)
          count.recall(normal.text, truth, marks)
          count.precision(normal.text, truth, marks)
          count.decoys(normal.text, truth, text)
        }
      }
      return {
        types: count.types,
        decoys: { planted: count.planted, kept: count.kept },
        faults: count.faults,
        messages: count.messages
      }
    }).pipe(Effect.provide(Store.at(join(folder, "store")).pipe(Layer.provideMerge(NodeServices.layer))))
  )

/** Writes a city to a temporary folder and measures it. */
export const measure = async (messages: number, seed: number): Promise<Quality> => {
  const folder = mkdtempSync(join(tmpdir(), "redaction-"))
  try {
    await Effect.runPromise(
      writeCity({ folder, messages, seed, progress: () => Effect.void }).pipe(
        Effect.provide(NodeServices.layer)
      )
    )
    return await measureCity(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const share = (part: number, whole: number): string => (whole === 0 ? "    —" : (part / whole).toFixed(4))

/** The figures as a table, a line a type. */
export const table = ({ decoys, messages, types }: Quality): string => {
  const rows = [...types]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, it]) =>
      [
        type.padEnd(12),
        String(it.planted).padStart(7),
        share(it.gone, it.planted).padStart(8),
        String(it.marks).padStart(7),
        share(it.right, it.marks).padStart(10),
        String(it.other).padStart(11)
      ].join("")
    )
  return [
    `${messages} messages; decoys kept ${decoys.kept} of ${decoys.planted}`,
    `${"type".padEnd(12)}planted  recall  marks precision other type`,
    ...rows
  ].join("\n")
}

if (import.meta.main) {
  const [messages = "20000", seed = "1", faults = "0"] = process.argv.slice(2)
  const quality = await measure(Number(messages), Number(seed))
  console.log(table(quality))
  for (const fault of quality.faults.slice(0, Number(faults))) console.log(fault)
}
