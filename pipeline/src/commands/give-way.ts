import { Effect } from "effect"
import { getPriority, setPriority } from "node:os"

const steps = 5

/** Lets a server on the same machine answer first while this process and all its threads work. */
export const giveWay = Effect.sync(() => setPriority(getPriority() + steps)).pipe(
  Effect.catchCause(() => Effect.void)
)
