import { join } from "node:path"

/** A file of the store that says that it has accounts: it is then never taken for a demonstration by default. */
export const accountsMark = (store: string): string => join(store, "accounts")
