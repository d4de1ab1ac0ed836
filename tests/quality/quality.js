const major = Number(process.versions.node.split(".")[0])
if (major < 24) {
  console.error(
    `Quality needs Node 24, this is ${process.versions.node}. Run it as «npm run quality -- --data DIR» or «npm run quality -- rank» or «… verdicts».`
  )
  process.exit(78)
}
const [asked, ...args] = process.argv.slice(2)
if (asked === "verdicts") await (await import("./verdicts.ts")).quality(args)
else if (asked === "rank") await (await import("./rank.ts")).quality(args)
else await import("./quality.ts")
