import { routes } from "@otklik/contract"
import type { InboxSearch } from "./inbox-search.ts"
import { infiniteQueryOptions } from "@tanstack/react-query"
import { call } from "../../call.ts"

/** What waits for the reader, thirty a page; asked anew when the page is opened anew. */
export const inboxQuery = (search: InboxSearch) =>
  infiniteQueryOptions({
    queryKey: ["inbox", search],
    queryFn: ({ pageParam, signal }) =>
      call(routes.inbox, {
        query: { ...search, limit: "30", ...(pageParam && { cursor: pageParam }) },
        signal
      }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    gcTime: 0
  })
