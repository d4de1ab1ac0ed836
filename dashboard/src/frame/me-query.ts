import { routes } from "@otklik/contract"
import type { Action } from "@otklik/contract/people"
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { call } from "../call.ts"

/** Who the reader is; asked again when the server says that a session is over. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => call(routes.me, { signal }),
  staleTime: 60_000,
  refetchOnWindowFocus: true
})

export const useMe = () => useQuery(meQuery).data

/** Whether the reader may do something; nothing before that is known. */
export const useMay = (action: Action): boolean => useMe()?.person?.actions.includes(action) ?? false

/** Becomes somebody: what the one before has read is forgotten. */
export const useEntrance = <A>(
  enter: (given: A) => Promise<Awaited<ReturnType<typeof call<typeof routes.me>>>>
) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: enter,
    onSuccess: (me) => {
      queries.setQueryData(meQuery.queryKey, me)
      void queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== "me" })
    }
  })
}

/** What everyone is called who decided something, by id. */
export const namesQuery = queryOptions({
  queryKey: ["names"],
  queryFn: async ({ signal }) => {
    const { items } = await call(routes.names, { signal })
    return new Map<string, string>(items.map(({ id, name }) => [id, name]))
  },
  staleTime: 60_000
})

/** The name of a person by their id; the id of one whom nobody knows. */
export const useNames = (): ((id: string) => string) => {
  const { data, isPending } = useQuery(namesQuery)
  return (id) => data?.get(id) ?? (isPending ? "…" : id)
}
