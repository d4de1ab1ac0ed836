import { Effect } from "effect"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { Place } from "../place.ts"

/** A file of the store that says that it has accounts: it is then never taken for a demonstration by default. */
export const accountsMark = (store: string): string => join(store, "accounts")

/** Says in the store that it has accounts now. */
export const markAccounts = Effect.flatMap(Place, ({ store }) =>
  Effect.sync(() => writeFileSync(accountsMark(store), ""))
)
