import { routes } from "@otklik/contract"
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query"
import { call } from "../../call.ts"
import type { SliceQuery } from "@otklik/contract/slice"

/** One theme, whole. */
export const themeQuery = (id: string) =>
  queryOptions({
    queryKey: ["theme", id],
    queryFn: ({ signal }) => call(routes.theme, { params: { id }, signal }),
    placeholderData: keepPreviousData
  })

/** The messages behind a theme, newest first, twenty a page. */
export const themeMessagesQuery = (id: string, slice: SliceQuery) =>
  infiniteQueryOptions({
    queryKey: ["theme messages", id, slice],
    queryFn: ({ pageParam, signal }) =>
      call(routes.themeMessages, {
        params: { id },
        query: { ...slice, limit: "20", ...(pageParam && { cursor: pageParam }) },
        signal
      }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next
  })
