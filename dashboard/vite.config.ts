import { gzipSync } from "node:zlib"
import react from "@vitejs/plugin-react"
import { defineConfig, type Plugin } from "vite"

const budget = 300_000

/** Prints the gzipped bytes of the script that the first page waits for; fails the build above 300 kB. */
const initialScript = (): Plugin => ({
  name: "initial-script",
  generateBundle(_, bundle) {
    const chunks = new Map(
      Object.values(bundle).flatMap((it) => (it.type === "chunk" ? [[it.fileName, it]] : []))
    )
    const seen = new Set<string>()
    const visit = (file: string): void => {
      if (seen.has(file)) return
      seen.add(file)
      chunks.get(file)?.imports.forEach(visit)
    }
    for (const chunk of chunks.values()) if (chunk.isEntry) visit(chunk.fileName)
    const bytes = [...seen].reduce((sum, file) => sum + gzipSync(chunks.get(file)?.code ?? "").length, 0)
    this.info(`initial script ${(bytes / 1000).toFixed(1)} kB gzipped of ${budget / 1000} kB`)
    if (bytes > budget)
      this.error(`initial script is ${bytes} bytes gzipped, more than ${budget}: load a page lazily`)
  }
})

/** What pages share comes as one file, not as a dozen; the chart's own libraries stay out of it. */
const shared = {
  name: "shared",
  minShareCount: 2,
  test: /^(?!.*(?:recharts|d3-|victory-vendor|redux|reselect|immer|es-toolkit|decimal|eventemitter|weeks|runs)).*$/
}

export default defineConfig({
  plugins: [react(), initialScript()],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: [shared] } } }
  },
  server: { proxy: { "/api": process.env["OTKLIK_API"] ?? "http://127.0.0.1:4000" } }
})
