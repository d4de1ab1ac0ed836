import { routes } from "@otklik/contract"
import type { Disagreement } from "@otklik/contract/agreement"
import type { Verdict } from "@otklik/contract/vocabulary"
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query"
import { call } from "../../call.ts"

/** How far curators agree; asked anew whenever it is opened. */
export const agreementQuery = queryOptions({
  queryKey: ["agreement"],
  queryFn: ({ signal }) => call(routes.agreement, { signal }),
  staleTime: 0
})

export const verdictQualityQuery = queryOptions({
  queryKey: ["verdict quality"],
  queryFn: ({ signal }) => call(routes.verdictQuality, { signal })
})

interface Settling {
  readonly disagreement: Disagreement
  readonly verdict: Verdict
}

/** Settles a disagreement by deciding the verdict of the message. */
export const useSettle = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ disagreement: { message, version }, verdict }: Settling) =>
      call(routes.decide, {
        body: {
          decisions: [
            { id: crypto.randomUUID(), version, change: { kind: "verdict", message: message.id, verdict } }
          ] as never
        }
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: agreementQuery.queryKey })
  })
}
