import { Option, Schema } from "effect"

type Fields = Readonly<Record<string, Schema.Top & { readonly DecodingServices: never }>>
type Read<F extends Fields> = Schema.Struct<F>["Type"]

/** Reads of an address what the fields understand and drops the rest, so that an old link still opens. */
export const addressReader = <const F extends Fields>(fields: F) => {
  const readers = Object.entries(fields).map(
    ([key, field]) => [key, Schema.decodeUnknownOption(Schema.Struct({ [key]: field }))] as const
  )
  return (raw: Readonly<Record<string, unknown>>): Read<F> =>
    Object.assign(
      {},
      ...readers.map(([key, read]) =>
        Option.getOrElse(
          read(raw[key] === undefined || raw[key] === "" ? {} : { [key]: raw[key] }),
          () => ({})
        )
      )
    ) as Read<F>
}
