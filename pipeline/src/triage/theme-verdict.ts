import { Direction, Service, Verdict } from "@otklik/contract/vocabulary"

const counts = <A>(values: Iterable<A>): Map<A, number> => {
  const result = new Map<A, number>()
  for (const value of values) result.set(value, (result.get(value) ?? 0) + 1)
  return result
}

const most = <A>(order: ReadonlyArray<A>, count: ReadonlyMap<A, number>): A | null => {
  let best: A | null = null
  for (const each of order) if ((count.get(each) ?? 0) > (best === null ? 0 : count.get(best)!)) best = each
  return best
}

const silent = ["thanks", "noise"] as const satisfies ReadonlyArray<Verdict>
const speaking = Verdict.literals.filter((verdict) => !silent.some((other) => other === verdict))

const sumOf = <A>(count: ReadonlyMap<A, number>, values: ReadonlyArray<A>) =>
  values.reduce((sum, value) => sum + (count.get(value) ?? 0), 0)

/** The verdict of most of a theme's messages that speak of a matter; thanks or noise where most of all speak of none. */
export const themeVerdict = (verdicts: Iterable<Verdict>): Verdict => {
  const count = counts(verdicts)
  const spoken = sumOf<Verdict>(count, speaking) >= sumOf<Verdict>(count, silent)
  return most<Verdict>(spoken ? speaking : silent, count) ?? "noise"
}

/** What a theme's messages are: its verdict, the share of them that are of it, and the next commonest. */
export interface VerdictOfTheme {
  readonly verdict: Verdict
  /** 0 to 1 */
  readonly share: number
  readonly second: Verdict | null
}

/** `themeVerdict` with what stands behind it; `decided` is what a person said of the theme. */
export const verdictOfTheme = (verdicts: ReadonlyArray<Verdict>, decided?: Verdict): VerdictOfTheme => {
  const count = counts(verdicts)
  const verdict = decided ?? themeVerdict(verdicts)
  const others = Verdict.literals.filter((other) => other !== verdict)
  const share = verdicts.length === 0 ? 0 : (count.get(verdict) ?? 0) / verdicts.length
  return { verdict, share, second: most<Verdict>(others, count) }
}

/** The service of most of a theme's messages that name one; null unless they are a quarter of all and half of those. */
export const themeService = (services: Iterable<Service | null>): Service | null => {
  const count = counts(services)
  const all = [...count.values()].reduce((sum, n) => sum + n, 0)
  const named = all - (count.get(null) ?? 0)
  const best = most<Service | null>(Service.literals, count)
  const votes = count.get(best) ?? 0
  return best !== null && votes * 4 >= all && votes * 2 >= named ? best : null
}

const library = new Set<Service>(["library", "virtual_labs", "trainer", "test_builder"])

/** Which of the four directions of work a theme belongs to. */
export const themeDirection = (verdict: Verdict, service: Service | null): Direction => {
  if (verdict === "method") return "method"
  if (verdict === "content" || (verdict === "idea" && service !== null && library.has(service)))
    return "content"
  return verdict === "data" || service === "reports" ? "data" : "functions"
}
