import { routes } from "@otklik/contract"
import type { Proposal, ProposedChange } from "@otklik/contract/proposals"
import { infiniteQueryOptions, useMutation, useQueryClient } from "@tanstack/react-query"
import { call } from "../../call.ts"

/** Themes found anew that wait, the largest changes first. */
export const proposalsQuery = infiniteQueryOptions({
  queryKey: ["proposals"],
  queryFn: ({ pageParam, signal }) =>
    call(routes.proposals, { query: { limit: "50", ...(pageParam && { cursor: pageParam }) }, signal }),
  initialPageParam: "",
  getNextPageParam: ({ proposal }) => proposal?.next ?? null,
  staleTime: 0
})

/** The messages that one change would move, a few a page. */
export const proposedMessagesQuery = (snapshot: string, theme: string) =>
  infiniteQueryOptions({
    queryKey: ["proposed messages", snapshot, theme],
    queryFn: ({ pageParam, signal }) =>
      call(routes.proposedMessages, {
        params: { id: theme },
        query: { limit: "3", ...(pageParam && { cursor: pageParam }) },
        signal
      }),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next
  })

interface Ruling {
  /** one change; all that nothing is said of without it */
  readonly theme?: ProposedChange["theme"]
  readonly accept: boolean
}

/** Decides of themes found anew on the version that is shown, and takes decisions back. */
export const useRuling = ({ snapshot, version }: Pick<Proposal, "snapshot" | "version">) => {
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: proposalsQuery.queryKey })
  const deciding = useMutation({
    mutationFn: (ruling: Ruling) => {
      const change = { kind: "proposal", snapshot, ...ruling } as const
      const decision = { id: crypto.randomUUID(), version, change }
      return call(routes.decide, { body: { decisions: [decision] as never } })
    },
    onSettled
  })
  const undoing = useMutation({
    mutationFn: (decision: string) =>
      call(routes.undo, { params: { id: decision }, body: { id: crypto.randomUUID(), version } as never }),
    onSettled
  })
  return {
    rule: deciding.mutate,
    undo: undoing.mutate,
    refused: deciding.error ?? undoing.error
  }
}
