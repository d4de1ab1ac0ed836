import { Console, Effect } from "effect"
import { Command } from "effect/cli"
import type { Finding } from "../doctor/finding.ts"
import { landed, leftovers, refit, secret, snapshot } from "../doctor/holdings.ts"
import { database, disk, duckdb, node, timezone, writable } from "../doctor/machine.ts"
import { provider } from "../doctor/provider.ts"
import { type Origin, origins } from "../doctor/origins.ts"
import { Store } from "../warehouse/store.ts"
import { jsonFlag } from "./build.ts"
import { Ended, sayAndEnd } from "./ended.ts"

const marks = { well: "  ", warning: "! ", broken: "✗ " } as const

const findingLines = ({ advice, check, detail, state }: Finding): ReadonlyArray<string> => [
  `${marks[state]}${check.padEnd(10)} ${detail}`,
  ...(advice === "" ? [] : [`  ${" ".repeat(10)} → ${advice}`])
]

const originLine = ({ from, name, value }: Origin) => `  ${name.padEnd(20)} ${value.padEnd(32)} ${from}`

const tell = Effect.fn(function* (settings: ReadonlyArray<Origin>, findings: ReadonlyArray<Finding>) {
  yield* Console.log(["Settings", ...settings.map(originLine)].join("\n"))
  yield* Console.log(["Checks", ...findings.flatMap(findingLines)].join("\n"))
})

const visit = Effect.gen(function* () {
  const machine = [timezone, writable, disk, duckdb, database, secret, provider]
  const checks = machine.concat(landed, snapshot, refit, leftovers)
  return [node(process.versions.node), ...(yield* Effect.all(checks))]
})

export const doctor = Command.make("doctor", { json: jsonFlag }, ({ json }) =>
  Effect.gen(function* () {
    const settings = yield* origins(process.env)
    const findings = yield* visit
    yield* json ? Console.log(JSON.stringify({ settings, findings })) : tell(settings, findings)
    if (findings.some(({ state }) => state === "broken")) return yield* new Ended({ code: 1 })
  }).pipe(Effect.provide(Store.layer), sayAndEnd(1))
).pipe(
  Command.withDescription(
    "List every setting with where it came from, check everything Otklik needs and say what to do. Exit code 0: all well; 1: something is broken"
  )
)
