import { routes } from "@otklik/contract"
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query"
import { call } from "../../call.ts"
import type { SliceQuery } from "@otklik/contract/slice"

/** One theme, whole, as it is or as it was at a date. */
export const themeQuery = (id: string, as_of: string | undefined) =>
  queryOptions({
    queryKey: ["theme", id, as_of],
    queryFn: ({ signal }) =>
      call(routes.theme, { params: { id }, query: { ...(as_of && { as_of }) }, signal }),
    placeholderData: keepPreviousData
  })

/** The messages behind a theme, newest first, twenty a page. */
export const themeMessagesQuery = (id: string, slice: SliceQuery & { readonly as_of?: string }) =>
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
