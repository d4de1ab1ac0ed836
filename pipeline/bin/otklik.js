#!/usr/bin/env node
const major = Number(process.versions.node.split(".")[0])
if (major < 24) {
  console.error(
    `Otklik needs Node 24 or newer, this is ${process.versions.node}. Run it as «npm run -s otklik -- …» in its folder: npm ci brings the right Node with it.`
  )
  process.exit(78)
}
await import("../src/main.ts")
