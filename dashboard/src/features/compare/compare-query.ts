import { compare } from "@otklik/contract/compare"
import { keepPreviousData, queryOptions } from "@tanstack/react-query"
import { call } from "../../call.ts"
import type { CompareSearch } from "./compare-search.ts"

/** Two dates or two slices of the queue side by side. */
export const compareQuery = (search: CompareSearch) =>
  queryOptions({
    queryKey: ["compare", search],
    queryFn: ({ signal }) => call(compare, { query: search, signal }),
    placeholderData: keepPreviousData
  })
