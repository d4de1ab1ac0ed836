import { routes } from "@otklik/contract"
import { queryOptions } from "@tanstack/react-query"
import { call } from "../call.ts"

/** What is served now and what is wrong with it; asked again every minute so that news can announce itself. */
export const healthQuery = queryOptions({
  queryKey: ["health"],
  queryFn: ({ signal }) => call(routes.health, { signal }),
  refetchInterval: 60_000
})
