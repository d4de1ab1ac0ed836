const major = Number(process.versions.node.split(".")[0])
if (major < 24) {
  console.error(
    `This needs Node 24 or newer, this is ${process.versions.node}. Run «npm ci» with its install scripts allowed (it brings the right Node), then start it through npm.`
  )
  process.exit(78)
}
