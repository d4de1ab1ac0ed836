import { snapshots, type SnapshotItem } from "@otklik/contract/snapshots"
import { queryOptions } from "@tanstack/react-query"
import { call } from "../../call.ts"

/** Every published snapshot, newest first. */
export const snapshotsQuery = queryOptions({
  queryKey: ["snapshots"],
  queryFn: ({ signal }) => call(snapshots, { signal }),
  select: ({ items }): ReadonlyArray<SnapshotItem> => items,
  staleTime: 60_000
})
