import { Context } from "effect"
import type { ProviderSettings } from "./people/provider-settings.ts"

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
    /** where people of the organisation sign in; null where names and passwords are all there is */
    readonly provider: ProviderSettings | null
  }
>()("server/Entry") {}
