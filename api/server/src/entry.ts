import { Context } from "effect"

/** How people come in. */
export class Entry extends Context.Service<
  Entry,
  {
    /** ready people without passwords, on this machine alone */
    readonly demonstration: boolean
    /** the address that people open, without a path; null where it is whatever they typed */
    readonly origin: string | null
    /** whose days assignments are told in */
    readonly timezone: string
  }
>()("server/Entry") {}
