import { cpSync, mkdtempSync, rmSync } from "node:fs"
import { loadavg, tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { openHouse, type House, type Person } from "./people/house.ts"
import { type Answered, curate, plan, work } from "./people/working.ts"

const within = { queue: 200, decision: 200, backlog: null, theme: null } as const

const quantile = (sorted: ReadonlyArray<number>, share: number) =>
  Number((sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0).toFixed(1))

const told = (step: Answered["step"], answers: ReadonlyArray<Answered>) => {
  const times = answers.map(({ ms }) => ms).toSorted((a, b) => a - b)
  const wrong = answers.flatMap((one) => one.wrong ?? [])
  return {
    step,
    answers: times.length,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    p99: quantile(times, 0.99),
    within: within[step],
    errors: wrong.length,
    ...(wrong.length === 0 ? {} : { first: wrong[0] }),
    load: Number(loadavg()[0]!.toFixed(1))
  }
}

interface Directory {
  readonly items: ReadonlyArray<{ readonly school: string }>
}

/** Four people of five are curators, each of whom has their own part of the schools; the others plan. */
const hireAll = async ({ administrator, hire }: House, count: number) => {
  const people: Array<{ readonly person: Person; readonly curates: boolean }> = []
  for (let i = 0; i < count; i++) {
    const curates = i % 5 !== 4
    people.push({ person: await hire(`person-${i}`, curates ? "curator" : "planner"), curates })
  }
  const curators = people.filter(({ curates }) => curates)
  const { items } = (await (await administrator.send("GET", "/api/schools")).json()) as Directory
  for (const [i, { person }] of curators.entries()) {
    const schools = items.filter((_, place) => place % curators.length === i).map(({ school }) => school)
    const given = { person: person.id, schools, from: "2020-01-01" }
    const answer = await administrator.send("POST", "/api/assignments", given)
    if (!answer.ok) throw new Error(`${person.id} has no schools: ${await answer.text()}`)
  }
  return people
}

/**
 * `people FOLDER [--people 50] [--seconds 180] [--pause 9000]`: that many people work at once on a copy of FOLDER/store;
 * each pauses so many milliseconds between two turns (nine seconds: a hundred messages in a quarter of an hour). A line a
 * kind of request.
 */
export const bench = async (args: ReadonlyArray<string>): Promise<void> => {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      people: { type: "string", default: "50" },
      seconds: { type: "string", default: "180" },
      pause: { type: "string", default: "9000" }
    }
  })
  const [folder] = positionals
  if (folder === undefined)
    throw new Error("Which store? npm run bench -- people FOLDER, where FOLDER/store is built")
  const own = mkdtempSync(join(tmpdir(), "otklik-bench-"))
  const store = join(own, "store")
  cpSync(join(folder, "store"), store, {
    recursive: true,
    dereference: true,
    filter: (path) => !path.startsWith(join(folder, "store", "people"))
  })
  try {
    const house = await openHouse(store)
    const people = await hireAll(house, Number(values.people))
    const answers: Array<Answered> = []
    const tell = (answered: Answered) => void answers.push(answered)
    const until = performance.now() + 1000 * Number(values.seconds)
    await Promise.all(
      people.map(({ curates, person }, place) =>
        work(place, Number(values.pause), until, (turn) =>
          curates ? curate(person, tell) : plan(person, tell, turn)
        )
      )
    )
    for (const [step, of] of Map.groupBy(answers, (one) => one.step))
      console.log(JSON.stringify(told(step, of)))
    await house.stop()
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
}
