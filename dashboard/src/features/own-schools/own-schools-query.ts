import { routes } from "@otklik/contract"
import { queryOptions } from "@tanstack/react-query"
import { call } from "../../call.ts"

/** The reader's schools with what each raised. */
export const ownSchoolsQuery = queryOptions({
  queryKey: ["own schools"],
  queryFn: ({ signal }) => call(routes.ownSchools, { signal })
})
