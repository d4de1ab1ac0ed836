import "../node-version.js"

await import("./main.ts")
