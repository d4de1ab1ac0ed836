import { routes } from "@otklik/contract"
import { AuditKind } from "@otklik/contract/audit"
import { PersonId } from "@otklik/contract/people"
import { infiniteQueryOptions } from "@tanstack/react-query"
import { Schema } from "effect"
import { call } from "../../call.ts"
import { addressReader } from "../address-reader.ts"

const fields = { kind: Schema.optionalKey(AuditKind), person: Schema.optionalKey(PersonId) }

/** What the address of the page says: of which kind, and by whom or to whom. */
export const readAuditSearch = addressReader(fields)
export type AuditSearch = ReturnType<typeof readAuditSearch>

/** What happened, newest first. */
export const auditQuery = ({ kind, person }: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ["audit", kind, person],
    queryFn: ({ pageParam, signal }) =>
      call(routes.audit, {
        query: {
          ...(kind && { kind }),
          ...(person && { person }),
          limit: "50",
          ...(pageParam && { cursor: pageParam })
        },
        signal
      }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    staleTime: 5_000
  })
