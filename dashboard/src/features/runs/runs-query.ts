import { routes } from "@otklik/contract"
import { infiniteQueryOptions } from "@tanstack/react-query"
import { call } from "../../call.ts"

const limit = "50"

/** Imports, newest first. */
export const runsQuery = infiniteQueryOptions({
  queryKey: ["runs"],
  queryFn: ({ pageParam, signal }) =>
    call(routes.runs, { query: { limit, ...(pageParam && { cursor: pageParam }) }, signal }),
  initialPageParam: "",
  getNextPageParam: (last) => last.next,
  staleTime: 5_000
})

/** Rows that were not landed, of one import or of all. */
export const quarantineQuery = (run: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["quarantine", run],
    queryFn: ({ pageParam, signal }) =>
      call(routes.quarantine, {
        query: { limit, ...(run && { run }), ...(pageParam && { cursor: pageParam }) },
        signal
      }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    staleTime: 5_000
  })
