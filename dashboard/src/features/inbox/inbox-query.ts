import { routes } from "@otklik/contract"
import type { InboxSearch } from "./inbox-search.ts"
import { infiniteQueryOptions } from "@tanstack/react-query"
import { call, CallFailure } from "../../call.ts"

/** What waits for the reader, thirty a page; a database that is still opening is waited for. */
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
    gcTime: 0,
    retry: (failures, error) => failures < 60 && error instanceof CallFailure && error.status === 503,
    retryDelay: 1_000
  })
