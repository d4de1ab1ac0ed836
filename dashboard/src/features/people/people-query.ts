import { routes } from "@otklik/contract"
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query"
import { call } from "../../call.ts"

export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: ({ signal }) => call(routes.people, { signal }),
  staleTime: 5_000
})

export const keysQuery = queryOptions({
  queryKey: ["keys"],
  queryFn: ({ signal }) => call(routes.keys, { signal }),
  staleTime: 5_000
})

/** A change after which a list is read anew, whether it went well or not. */
export const useChange = <Given, Made>(
  list: "people" | "keys" | "schools" | "account",
  change: (given: Given) => Promise<Made>
) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSettled: () => void queries.invalidateQueries({ queryKey: [list] })
  })
}
