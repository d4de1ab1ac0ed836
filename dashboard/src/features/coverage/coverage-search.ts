import { Slice } from "@otklik/contract/slice"
import { Schema } from "effect"
import { addressReader } from "../address-reader.ts"

const fields = {
  from: Slice.from,
  to: Slice.to,
  family: Slice.family,
  service: Slice.service,
  district: Slice.district
}
const CoverageSearch = Schema.Struct(fields)
export type CoverageSearch = typeof CoverageSearch.Type

/** What the address of the page says: the slice, and the district whose silent schools are listed. */
export const readCoverageSearch = addressReader(fields)
