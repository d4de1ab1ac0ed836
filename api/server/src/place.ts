import { Context } from "effect"

/** Where this server's files lie, as absolute paths. */
export class Place extends Context.Service<
  Place,
  {
    readonly store: string
    /** the built dashboard */
    readonly dashboard: string
  }
>()("server/Place") {}
