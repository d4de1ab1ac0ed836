import { coverage } from "@otklik/contract/coverage"
import { keepPreviousData, queryOptions } from "@tanstack/react-query"
import { call } from "../../call.ts"
import type { CoverageSearch } from "./coverage-search.ts"

/** Who is heard in a slice. */
export const coverageQuery = (search: CoverageSearch) =>
  queryOptions({
    queryKey: ["coverage", search],
    queryFn: ({ signal }) => call(coverage, { query: search, signal }),
    placeholderData: keepPreviousData
  })
