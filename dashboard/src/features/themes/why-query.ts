import { history } from "@otklik/contract/history"
import { why } from "@otklik/contract/why"
import { queryOptions } from "@tanstack/react-query"
import { call } from "../../call.ts"

/** Why a theme stands where it stands; also asked of its neighbours, so that walking the queue waits for nothing. */
export const whyQuery = (id: string, as_of: string | undefined) =>
  queryOptions({
    queryKey: ["why", id, as_of],
    queryFn: ({ signal }) => call(why, { params: { id }, query: { ...(as_of && { as_of }) }, signal })
  })

/** Rank and score of a theme in every snapshot. */
export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ["history", id],
    queryFn: ({ signal }) => call(history, { params: { id }, signal })
  })
