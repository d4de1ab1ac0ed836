import { routes } from "@otklik/contract"
import { queryOptions } from "@tanstack/react-query"
import { call } from "../call.ts"

const minute = 60_000
const soon = 5_000

/** What is served now and what is wrong with it; asked again every minute, and soon while something is wrong. */
export const healthQuery = queryOptions({
  queryKey: ["health"],
  queryFn: ({ signal }) => call(routes.health, { signal }),
  refetchInterval: ({ state }) => (state.data?.notices.length ? soon : minute)
})
