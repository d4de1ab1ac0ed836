import { createHash } from "node:crypto"
import { once } from "node:events"
import { createWriteStream } from "node:fs"
import { NodeServices } from "@effect/platform-node"
import { recordOf, truthOf } from "@otklik/pipeline/demo/record"
import { openWorld } from "@otklik/pipeline/demo/world"
import { Effect } from "effect"

/** Writes messages of the demonstration city with their true themes, JSONL: id, text, label (null for noise). */
export const writeCity = async (file: string, messages: number) => {
  const world = await Effect.runPromise(openWorld(1).pipe(Effect.provide(NodeServices.layer)))
  const out = createWriteStream(file)
  for (let index = 0; index < messages; index++) {
    const record = recordOf(world, index, messages)
    const { label } = JSON.parse(truthOf(record)) as { readonly label: string | null }
    const id = createHash("sha256").update(String(index)).digest("hex").slice(0, 32)
    const text = record.subject === "" ? record.text : `${record.subject}\n${record.text}`
    if (!out.write(`${JSON.stringify({ id, text, label })}\n`)) await once(out, "drain")
  }
  out.end()
  await once(out, "finish")
}
