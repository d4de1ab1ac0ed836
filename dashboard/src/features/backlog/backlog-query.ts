import { routes } from "@otklik/contract"
import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query"
import { call } from "../../call.ts"
import { sliceOf, type BacklogSearch } from "./search.ts"

const page = "200"

/** The ranked themes of a slice, 200 a page; the list before stays on screen until the new one is here. */
export const backlogQuery = (search: BacklogSearch) => {
  const { as_of } = search
  const query = { ...sliceOf(search), ...(as_of && { as_of }), sort: search.sort ?? ("rank" as const) }
  return infiniteQueryOptions({
    queryKey: ["backlog", query],
    queryFn: ({ pageParam, signal }) =>
      call(routes.backlog, {
        query: { ...query, limit: page, ...(pageParam && { cursor: pageParam }) },
        signal
      }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData
  })
}
