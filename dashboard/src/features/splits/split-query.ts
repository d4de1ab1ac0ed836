import { routes } from "@otklik/contract"
import type { Parting } from "@otklik/contract/splits"
import { keepPreviousData, queryOptions, useMutation } from "@tanstack/react-query"
import { type Body, call } from "../../call.ts"
import { useRefresh } from "../requests/request-query.ts"

type Chosen = Pick<typeof Parting.Encoded, "messages" | "requests" | "snapshot">

/** What each side of a split would be. */
export const splitPreviewQuery = (id: string, chosen: Chosen) =>
  queryOptions({
    queryKey: ["split preview", id, chosen],
    queryFn: ({ signal }) => call(routes.previewSplit, { params: { id }, body: chosen, signal }),
    enabled: chosen.requests.length + chosen.messages.length > 0,
    staleTime: 60_000,
    placeholderData: keepPreviousData
  })

/** Parts messages off a theme; what is shown of it is asked anew. */
export const useSplit = (id: string) => {
  const refresh = useRefresh(id)
  return useMutation({
    mutationFn: (body: Omit<Body<typeof routes.splitTheme>, "id">) =>
      call(routes.splitTheme, { params: { id }, body: { ...body, id: crypto.randomUUID() } }),
    onSettled: refresh
  })
}
