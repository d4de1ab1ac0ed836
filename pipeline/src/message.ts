import type { Family, Language, Priority, Role, Service } from "@otklik/contract/vocabulary"
import type { District } from "@otklik/contract/vocabulary"

/** Where a record stood, for errors and the quarantine: row is 1-based as a person counts it, header included. */
export interface Place {
  readonly file: string
  readonly row: number
}

/** A record as a source gives it: strings by field name, nothing decided yet. May hold personal data: never stored. */
export interface Raw {
  readonly place: Place
  readonly fields: Readonly<Record<string, string>>
}

/** A record brought to one form by a profile. Still holds personal data: never stored, logged or shown. */
export interface Normal {
  readonly place: Place
  readonly source: string
  readonly family: Family
  readonly externalId: string | null
  readonly createdAt: Date
  /** who wrote, as the source names them (name, e-mail, customer id); becomes a keyed hash */
  readonly author: string | null
  readonly subject: string | null
  readonly text: string
  readonly school: string | null
  readonly district: District | null
  readonly role: Role | null
  readonly service: Service | null
  readonly priority: Priority | null
  readonly status: string | null
}

declare const redacted: unique symbol

/** A message that may be stored: only `redact` makes one, so leaving it out does not compile. */
export interface Message {
  readonly [redacted]: true
  readonly messageId: string
  readonly externalId: string
  readonly source: string
  readonly family: Family
  readonly createdAt: Date
  /** keyed hash, 16 hexadecimal digits */
  readonly author: string | null
  readonly subject: string | null
  readonly text: string
  readonly school: string | null
  readonly district: District | null
  readonly role: Role | null
  readonly service: Service | null
  readonly priority: Priority | null
  readonly status: string | null
  readonly language: Language
  /** how many pieces of personal data were masked, by type */
  readonly masked: Readonly<Record<string, number>>
}

/** A record that cannot be landed. `preview` is redacted text, at most 200 characters. */
export interface Rejected {
  readonly place: Place
  readonly reason: string
  readonly preview: string
}
