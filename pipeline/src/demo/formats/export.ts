import { type Charset, encode } from "../charset.ts"
import type { CityRecord } from "../record.ts"

/** Bytes for one file under the city's folder, after what was written to it before. */
export interface Piece {
  readonly path: string
  readonly bytes: Uint8Array
}

/** One export being written: give it records, take what is ready; `close` gives the rest. */
export interface Export {
  readonly add: (record: CityRecord) => void
  readonly drain: () => ReadonlyArray<Piece>
  readonly close: () => ReadonlyArray<Piece>
}

/** How a text format lays out its file: `row` gets the record's place in the file, from 0. */
export interface Layout {
  readonly path: string
  readonly charset?: Charset
  readonly head: string
  readonly row: (record: CityRecord, at: number) => string
  readonly tail?: string
}

/** A text file written as it comes. */
export const textExport = (layout: Layout): Export => {
  const charset = layout.charset ?? "utf-8"
  let ready = layout.head
  let rows = 0
  const take = () => {
    const bytes = encode(ready, charset)
    ready = ""
    return [{ path: layout.path, bytes }]
  }
  return {
    add: (record) => {
      ready += layout.row(record, rows++)
    },
    drain: take,
    close: () => {
      ready += layout.tail ?? ""
      return take()
    }
  }
}
