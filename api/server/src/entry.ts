import { Context, type Redacted } from "effect"

/** An OpenID provider, and which of its groups means which role. */
export interface Provider {
  readonly issuer: string
  readonly client: string
  readonly secret: Redacted.Redacted<string>
  /** what the button says */
  readonly name: string
  /** the claim that holds groups */
  readonly claim: string
  readonly roles: Readonly<Record<string, string>>
}

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
    readonly provider: Provider | null
  }
>()("server/Entry") {}
