import { NodeRuntime, NodeServices } from "@effect/platform-node"
import { Console, Effect, Layer } from "effect"
import { Command } from "effect/cli"
import { build } from "./commands/build.ts"
import { demo } from "./commands/demo.ts"
import { differences } from "./commands/differences.ts"
import { directory } from "./commands/directory.ts"
import { doctor } from "./commands/doctor.ts"
import { Ended } from "./commands/ended.ts"
import { exportCommand } from "./commands/export.ts"
import { importCommand } from "./commands/import.ts"
import { run } from "./commands/run.ts"
import { serve } from "./commands/serve.ts"
import { similar } from "./commands/similar.ts"
import { snapshots } from "./commands/snapshots.ts"
import { start } from "./commands/start.ts"
import { redact } from "./commands/redact.ts"
import { ledger } from "./commands/ledger.ts"
import { quarantine } from "./commands/quarantine.ts"
import { themes } from "./commands/themes.ts"
import { configuration, Settings } from "./settings.ts"

const otklik = Command.make("otklik").pipe(
  Command.withDescription("Otklik turns what schools say into a ranked, explained, living queue of work"),
  Command.withSubcommands([
    start,
    demo,
    importCommand,
    quarantine,
    redact,
    build,
    differences,
    snapshots,
    run,
    exportCommand,
    serve,
    directory,
    ledger,
    themes,
    similar,
    doctor
  ])
)

Command.run(otklik, { version: "0.1.0" }).pipe(
  Effect.provide(Settings.layer.pipe(Layer.provide(configuration))),
  Effect.catchTag("SettingsUnusable", ({ message }) =>
    Effect.andThen(Console.error(message), new Ended({ code: 78 }))
  ),
  Effect.provide(NodeServices.layer),
  NodeRuntime.runMain
)
