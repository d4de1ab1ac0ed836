process.on("exit", () => console.error(`peak ${Math.round(process.resourceUsage().maxRSS / 1024)}`))
