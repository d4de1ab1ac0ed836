import { Console, Effect, Schedule, Stdio, Terminal } from "effect"
import type { Watch } from "../intake/import-one.ts"

const width = 24

export const grouped = (n: number): string => String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, " ")

const share = ({ progress, source }: Watch): number =>
  Math.min(1, progress.bytes / Math.max(1, source?.reading.bytes ?? 1))

const bar = (watch: Watch): string => {
  const done = share(watch)
  const full = Math.round(done * width)
  const counts = `${grouped(watch.counts.read)} read, ${grouped(watch.counts.quarantined)} quarantined`
  return `\r\u001b[K  ${"█".repeat(full)}${"░".repeat(width - full)} ${Math.round(done * 100)} %  ${counts}`
}

const line = (watch: Watch): string =>
  `  ${Math.round(share(watch) * 100)} %  ${grouped(watch.counts.read)} read`

const onTerminal = (watch: Watch) =>
  Effect.flatMap(Terminal.Terminal, (terminal) => Effect.ignore(terminal.display(bar(watch))))

const cleared = Effect.flatMap(Terminal.Terminal, (terminal) => Effect.ignore(terminal.display("\r\u001b[K")))

/** Shows an import while it goes on: a bar that redraws itself on a terminal, a plain line every ten seconds elsewhere. */
export const withProgress =
  (watch: Watch, quiet: boolean) =>
  <A, E, R>(work: Effect.Effect<A, E, R>) =>
    Effect.gen(function* () {
      if (quiet) return yield* work
      const stdio = yield* Stdio.Stdio
      const terminal = yield* stdio.stdoutIsTerminal
      const show = Effect.suspend(() => (terminal ? onTerminal(watch) : Console.log(line(watch))))
      const pace = terminal ? "150 millis" : "10 seconds"
      yield* Effect.forkScoped(Effect.sleep(pace).pipe(Effect.andThen(show), Effect.repeat(Schedule.forever)))
      return yield* Effect.ensuring(work, terminal ? cleared : Effect.void)
    }).pipe(Effect.scoped)
