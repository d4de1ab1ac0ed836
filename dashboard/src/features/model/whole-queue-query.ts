import { routes } from "@otklik/contract"
import { queryOptions } from "@tanstack/react-query"
import { call } from "../../call.ts"
import type { Placed } from "./rerank.ts"

const limit = "500"

const fetchAll = async (signal: AbortSignal) => {
  const items: Array<Placed> = []
  let asOf = ""
  for (let cursor: string | null = ""; cursor !== null;) {
    const page: Awaited<ReturnType<typeof call<typeof routes.backlog>>> = await call(routes.backlog, {
      query: { limit, ...(cursor && { cursor }) },
      signal
    })
    items.push(...page.items)
    asOf = page.asOf
    cursor = page.next
  }
  return { asOf, items }
}

/** Every theme of the queue with what it is judged by, so that the browser can re-rank them all. */
export const wholeQueueQuery = queryOptions({
  queryKey: ["whole queue"],
  queryFn: ({ signal }) => fetchAll(signal)
})
