import { Problem, type Route } from "@otklik/contract/route"
import { Schema } from "effect"

type Answering = Route & {
  readonly schema: { readonly response: { readonly 200: Schema.ConstraintDecoder<unknown> } }
}
type Encoded<S> = S extends { readonly Encoded: infer E } ? Partial<E> : Readonly<Record<string, never>>

export type Answer<R extends Answering> = R["schema"]["response"][200]["Type"]
export type Query<R extends Route> = Encoded<R["schema"]["querystring"]>
export type Params<R extends Route> = Encoded<R["schema"]["params"]>
export type Body<R extends Route> = R["schema"]["body"] extends { readonly Encoded: infer E } ? E : never

/** Why a call gave nothing: no network, the server's own problem (its sentence in `detail`), or an unreadable answer. */
export class CallFailure extends Error {
  readonly kind: "network" | "problem" | "server" | "shape"
  readonly status: number
  constructor(kind: CallFailure["kind"], status: number, detail: string, cause?: unknown) {
    super(detail, { cause })
    this.name = "CallFailure"
    this.kind = kind
    this.status = status
  }
}

/** The address of a route: `:params` filled in, the query's absent keys left out, its keys in the given order. */
export const address = <R extends Route>(route: R, params: Params<R>, query: Query<R>): string => {
  const path = route.url.replace(
    /\/:(\w+)/g,
    (_, key: string) => `/${encodeURIComponent(String(params[key as keyof Params<R>]))}`
  )
  const search = new URLSearchParams(
    Object.entries<unknown>(query).flatMap(([key, value]) =>
      typeof value === "string" ? [[key, value]] : []
    )
  ).toString()
  return search ? `${path}?${search}` : path
}

const problem = Schema.decodeUnknownOption(Problem)

const refusal = async (response: Response): Promise<CallFailure> => {
  const found = problem(await response.json().catch(() => null))
  return found._tag === "Some"
    ? new CallFailure("problem", response.status, found.value.detail)
    : new CallFailure("server", response.status, `${response.status}`)
}

const reach = async (url: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, init)
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    throw new CallFailure("network", 0, "", cause)
  }
}

/** Reads an answer by the route's own schema; anything else is a `CallFailure` of kind "shape". */
export const decode = <R extends Answering>(route: R, body: unknown): Answer<R> => {
  try {
    return Schema.decodeUnknownSync(route.schema.response[200])(body) as Answer<R>
  } catch (cause) {
    throw new CallFailure("shape", 200, `${route.method} ${route.url}`, cause)
  }
}

interface Input<R extends Route> {
  readonly params?: Params<R>
  readonly query?: Query<R>
  readonly body?: Body<R>
  readonly signal?: AbortSignal
}

/** No page of another site can send this header without the server's leave. */
const ours = { "x-otklik": "dashboard" }
const json = { "content-type": "application/json" }
/** What goes wrong is told in the language of the page, whichever the browser's own is. */
const spoken = () => ({ "accept-language": globalThis.document?.documentElement.lang || "ru" })

/** Calls a route of the contract and returns its decoded answer; every failure is a `CallFailure`. */
export const call = async <R extends Answering>(route: R, input: Input<R> = {}): Promise<Answer<R>> => {
  const url = address(route, input.params ?? ({} as Params<R>), input.query ?? ({} as Query<R>))
  const response = await reach(url, {
    method: route.method,
    signal: input.signal ?? null,
    headers: { ...spoken(), ...(route.method !== "GET" && ours), ...(input.body !== undefined && json) },
    ...(input.body !== undefined && { body: JSON.stringify(input.body) })
  })
  if (!response.ok) throw await refusal(response)
  return decode(route, await response.json().catch(() => undefined))
}
