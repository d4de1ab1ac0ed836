import { methodical } from "@otklik/contract/methodical"
import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query"
import { call } from "../../call.ts"
import { sliceOf, type BacklogSearch } from "../backlog/search.ts"

/** What schools ask to be taught, most asked first, a hundred a page. */
export const guidesQuery = (search: BacklogSearch) => {
  const query = sliceOf(search)
  return infiniteQueryOptions({
    queryKey: ["guides", query],
    queryFn: ({ pageParam, signal }) =>
      call(methodical, {
        query: { ...query, limit: "100", ...(pageParam && { cursor: pageParam }) },
        signal
      }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData
  })
}
