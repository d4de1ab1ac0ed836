const major = Number(process.versions.node.split(".")[0])
if (major < 24) {
  console.error(
    `Quality needs Node 24, this is ${process.versions.node}. Run it as «npm run quality -- --data DIR».`
  )
  process.exit(78)
}
await import("./quality.ts")
