import type { Family } from "@otklik/contract/vocabulary"
import { Context, Schema, type Stream } from "effect"
import type { Place, Raw } from "../message.ts"
import type { Mapping } from "./mapping.ts"
import type { Profile } from "./profile.ts"

/** A piece of a file that is not a record: still counted as read, and put to quarantine. `fragment` may hold personal data. */
export interface Broken {
  readonly place: Place
  readonly fault: string
  readonly fragment: string
  /** nothing after it could be read */
  readonly last?: boolean
}

export type Found = Raw | Broken

export const isBroken = (found: Found): found is Broken => "fault" in found
export const isRaw = (found: Found): found is Raw => !isBroken(found)

/**
 * A file that is not imported at all. The sentence is shown in the dashboard as well as on the terminal, so it is
 * Russian; it says what is wrong and what to do, and never quotes the file.
 */
export class Refused extends Schema.TaggedError<Refused>()("Refused", {
  file: Schema.String,
  sentence: Schema.String
}) {
  override get message() {
    return `${this.file}: ${this.sentence}`
  }
}

/** What a reader tells while it reads: bytes of the file behind it, lines rescued from another encoding, chat events passed over. */
export interface Progress {
  bytes: number
  rescued: number
  skipped: number
}

/** How a file was understood, for `--dry-run` and the run's record. */
export interface Reading {
  readonly kind: "CSV" | "XLSX" | "JSON" | "NDJSON" | "Telegram" | "mbox" | "eml"
  readonly encoding: string | null
  readonly delimiter: string | null
  readonly header: ReadonlyArray<string>
  readonly headerRow: number
  readonly bytes: number
}

/** A file opened by a reader: its first records, and all of them as a stream that never fails (a break is a last `Broken`). */
export interface Readable {
  readonly format: Profile["format"]
  readonly reading: Reading
  readonly samples: ReadonlyArray<Raw>
  readonly records: Stream.Stream<Found>
}

/** A file with its profile: where records come from. One import, one source. */
export class Source extends Context.Service<
  Source,
  {
    readonly name: string
    readonly family: Family
    readonly file: string
    readonly profile: Profile
    /** the profile was guessed from names and content, nobody wrote it */
    readonly guessed: boolean
    readonly mapping: Mapping
    readonly timezone: string
    readonly reading: Reading
    readonly samples: ReadonlyArray<Raw>
    readonly pull: Stream.Stream<Found>
  }
>()("pipeline/sources/Source") {}
