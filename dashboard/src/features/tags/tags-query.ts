import { routes } from "@otklik/contract"
import type { Change } from "@otklik/contract/change"
import type { TagItem } from "@otklik/contract/tags"
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { call } from "../../call.ts"

export const tagsQuery = queryOptions({
  queryKey: ["tags"],
  queryFn: ({ signal }) => call(routes.tags, { signal }),
  staleTime: 60_000
})

/** What a tag is called by now: one that became part of another is that other. */
export const useTagNames = () => {
  const { data } = useQuery(tagsQuery)
  const into = new Map<string, string>(data?.items.map((item) => [item.tag, item.into ?? item.tag]))
  return { names: new Set<string>(into.values()), now: (tag: string) => into.get(tag) ?? tag }
}

/** A tag as it is kept: lower case, one space between words. */
export const tidyTag = (text: string): string => text.trim().toLowerCase().replaceAll(/\s+/g, " ")

interface Versioned {
  readonly change: typeof Change.Encoded
  readonly version: number
}

const send = (decisions: ReadonlyArray<Versioned>) =>
  call(routes.decide, {
    body: { decisions: decisions.map((one) => ({ ...one, id: crypto.randomUUID() })) as never }
  })

const takeBack = async ({ tag, version }: TagItem) => {
  const { items } = await call(routes.decisions, { query: { subject: `tag:${tag}`, kind: "tag_merge" } })
  const merger = items.find(({ subject, undoneBy }) => subject === `tag:${tag}` && undoneBy === null)
  if (merger === undefined) return
  await call(routes.undo, { params: { id: merger.id }, body: { id: crypto.randomUUID(), version } as never })
}

/** Changes the taxonomy; what is shown of it is asked anew. */
export const useTaxonomy = () => {
  const queries = useQueryClient()
  const onSettled = () =>
    Promise.all([["tags"], ["request"]].map((queryKey) => queries.invalidateQueries({ queryKey })))
  const deciding = useMutation({ mutationFn: send, onSettled })
  const undoing = useMutation({ mutationFn: takeBack, onSettled })
  return {
    add: (tag: string) => deciding.mutateAsync([{ change: { kind: "tag_new", tag }, version: 0 }]),
    /** a name that nobody uses yet is made first */
    join: (from: TagItem, into: string, known: boolean) =>
      deciding.mutateAsync([
        ...(known ? [] : [{ change: { kind: "tag_new", tag: into } as const, version: 0 }]),
        { change: { kind: "tag_merge", from: from.tag, into }, version: from.version }
      ]),
    part: (tag: TagItem) => undoing.mutate(tag),
    busy: deciding.isPending || undoing.isPending,
    refused: deciding.error ?? undoing.error
  }
}
