import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { main } from "assemblyscript/asc"

const source = new URL("dense.ts", import.meta.url)

/** Compiles the kernels; the same bytes from the same source. */
export const compile = async () => {
  let binary
  const { error, stderr } = await main(
    [
      "dense.ts",
      "--outFile",
      "dense.wasm",
      "-O3",
      "--noAssert",
      "--runtime",
      "stub",
      "--enable",
      "simd",
      "--importMemory",
      "--initialMemory",
      "1",
      "--maximumMemory",
      "65536"
    ],
    {
      readFile: (name) => (name === "dense.ts" ? readFileSync(source, "utf8") : null),
      writeFile: (name, contents) => {
        if (name.endsWith(".wasm")) binary = contents
      },
      listFiles: () => []
    }
  )
  if (error) throw new Error(`${error.message}\n${stderr}`)
  return Buffer.from(binary)
}

export const generated = new URL("../src/themes/dense-kernel.gen.ts", import.meta.url)

/** What the generated file must hold. */
export const moduleOf = (binary) =>
  `/** Compiled from pipeline/assembly/dense.ts by pipeline/assembly/compile.js; base64 of WebAssembly. */\nexport const denseKernel =\n  "${binary.toString("base64")}"\n`

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(generated, moduleOf(await compile()))
