import { routes } from "@otklik/contract"
import type { Change } from "@otklik/contract/change"
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { call } from "../../call.ts"

/** A theme as an item of the queue: what people decided of it; asked anew whenever it is opened. */
export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: ["request", id],
    queryFn: ({ signal }) => call(routes.request, { params: { id }, signal }),
    staleTime: 0
  })

/** Asks anew whatever is shown of a theme. */
export const useRefresh = (id: string) => {
  const queries = useQueryClient()
  const shown = [["request", id], ["theme", id], ["theme messages", id], ["tags"], ["backlog"]]
  return () => Promise.all(shown.map((queryKey) => queries.invalidateQueries({ queryKey })))
}

interface Deciding {
  readonly changes: ReadonlyArray<typeof Change.Encoded>
  readonly reason?: string
}

/** Decides of one request on the version that is shown; what is shown is asked anew after it. */
export const useDecide = (id: string, version: number) => {
  const refresh = useRefresh(id)
  return useMutation({
    mutationFn: ({ changes, reason }: Deciding) =>
      call(routes.decide, {
        body: {
          decisions: changes.map((change) => ({
            id: crypto.randomUUID(),
            change,
            version,
            ...(reason === undefined ? {} : { reason })
          })) as never
        }
      }),
    onSettled: refresh
  })
}

/** Takes a decision back. */
export const useUndo = (id: string, version: number) => {
  const refresh = useRefresh(id)
  return useMutation({
    mutationFn: (decision: string) =>
      call(routes.undo, { params: { id: decision }, body: { id: crypto.randomUUID(), version } as never }),
    onSettled: refresh
  })
}

export const useRequest = (id: string) => useQuery(requestQuery(id))
