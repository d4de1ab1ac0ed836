import { spawnSync } from "node:child_process"
import { join } from "node:path"
import { expect, it } from "vitest"
import { ImportDesk } from "../fixtures/import-desk.ts"

const script = join(import.meta.dirname, "../fixtures/killed-import.ts")

const table = `id;дата;текст\n${Array.from({ length: 40 }, (_, i) => `${i};${10 + (i % 9)}.0${1 + (i % 2)}.2026;Журнал ${i} не открывается\n`).join("")}x;31.02.2026;текст\n`

const importUntil = (desk: ImportDesk, file: string, kill: number) => {
  const { signal, stdout } = spawnSync(process.execPath, [script, desk.store, file, String(kill)], {
    encoding: "utf8"
  })
  return { signal, points: stdout.trim().split("\n") }
}

it("an import that is killed at any point is not there at all or, at the next import, whole", async () => {
  const outcomes = new Set<number>()
  let kill = 1
  for (let signal: string | null = "SIGKILL"; signal !== null; kill++) {
    const desk = new ImportDesk()
    const file = desk.write("a.csv", table)
    signal = importUntil(desk, file, kill).signal
    await desk.recover()
    const landed = (await desk.landed()).length
    outcomes.add(landed)
    expect(desk.files("tmp")).toEqual([])
    expect(desk.files("runs")).toHaveLength(landed === 0 ? 0 : 1)
    expect(desk.files("quarantine")).toHaveLength(landed === 0 ? 0 : 1)
    const again = await desk.run(file)
    expect([again.landed, again.duplicates]).toEqual([40 - landed, landed])
    desk.close()
  }
  expect([...outcomes].sort((a, b) => a - b)).toEqual([0, 40])
  expect(kill).toBeGreaterThan(10)
})
