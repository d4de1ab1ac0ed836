import { createReadStream } from "node:fs"
import { createInterface } from "node:readline"
import { agreement } from "../../quality/agreement.ts"

const column = async <A>(file: string, of: (row: Record<string, unknown>) => A) => {
  const values = new Map<string, A>()
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const row = JSON.parse(line) as Record<string, unknown>
    values.set(String(row["id"]), of(row))
  }
  return values
}

/** How well the themes of a file agree with the labels of another; a message in none is a theme of its own. */
export const score = async (gold: string, found: string) => {
  const labels = await column(gold, ({ label }) => label)
  const themes = await column(found, ({ theme }) => theme)
  const ids = [...labels.keys()].filter((id) => labels.get(id) !== null)
  const { ami, ari, bcubed } = agreement(
    ids.map((id) => String(labels.get(id))),
    ids.map((id) => (themes.get(id) === null ? `alone ${id}` : String(themes.get(id))))
  )
  return { AMI: Number(ami.toFixed(1)), ARI: Number(ari.toFixed(1)), BCubed: Number(bcubed.toFixed(1)) }
}
