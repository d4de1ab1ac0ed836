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

export const tagsQuery = queryOptions({
  queryKey: ["tags"],
  queryFn: ({ signal }) => call(routes.tags, { signal }),
  staleTime: 60_000
})

interface Deciding {
  readonly changes: ReadonlyArray<typeof Change.Encoded>
  readonly reason?: string
}

/** Decides of one request on the version that is shown; what is shown is asked anew after it. */
export const useDecide = (id: string, version: number) => {
  const queries = useQueryClient()
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
    onSettled: () =>
      Promise.all(
        [["request", id], ["theme", id], ["tags"], ["backlog"]].map((queryKey) =>
          queries.invalidateQueries({ queryKey })
        )
      )
  })
}

/** Takes a decision back. */
export const useUndo = (id: string, version: number) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (decision: string) =>
      call(routes.undo, { params: { id: decision }, body: { id: crypto.randomUUID(), version } as never }),
    onSettled: () =>
      Promise.all(
        [["request", id], ["theme", id], ["backlog"]].map((queryKey) =>
          queries.invalidateQueries({ queryKey })
        )
      )
  })
}

export const useRequest = (id: string) => useQuery(requestQuery(id))
