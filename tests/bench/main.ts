import { readdirSync } from "node:fs"

/** `npm run bench [-- NAME [ARG…]]`: each bench is a file here whose `bench(args)` prints JSON lines. */
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".ts") && file !== "main.ts")
  .map((file) => file.slice(0, -3))
  .sort()
const [asked, ...args] = process.argv.slice(2)
if (asked !== undefined && !names.includes(asked)) {
  console.error(`There is no bench «${asked}». There are: ${names.join(", ")}.`)
  process.exit(2)
}
for (const name of asked === undefined ? names : [asked]) {
  const { bench } = (await import(`./${name}.ts`)) as {
    readonly bench: (args: ReadonlyArray<string>) => Promise<void>
  }
  await bench(args)
}
