import type { FastifyRequest } from "fastify"

/** The value of a cookie that a request brought. */
export const cookieOf = ({ headers }: Pick<FastifyRequest, "headers">, name: string): string | undefined =>
  (headers.cookie ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)

interface Cookie {
  readonly name: string
  /** empty to forget it */
  readonly value: string
  /** seconds */
  readonly age: number
  readonly secure: boolean
  readonly site?: "Strict" | "Lax"
}

/** A cookie that no script reads and, unless told otherwise, no other site's page makes the browser send. */
export const setCookie = ({ age, name, secure, site = "Strict", value }: Cookie): string =>
  `${name}=${value}; Path=/; Max-Age=${value === "" ? 0 : age}; HttpOnly; SameSite=${site}${secure ? "; Secure" : ""}`
