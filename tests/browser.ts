import { existsSync } from "node:fs"
import { chromium, type Browser } from "playwright-core"

interface Found {
  readonly executablePath: string
  readonly args: ReadonlyArray<string>
}

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
]
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

const packaged = async (): Promise<Found> => {
  const { default: carried } = await import("@sparticuz/chromium")
  return { executablePath: await carried.executablePath(), args: [...carried.args, ...quiet] }
}

/** The system's Chromium (`CHROMIUM_PATH` first), else the one that @sparticuz/chromium carries and unpacks. */
const find = async (): Promise<Found> => {
  const path = [process.env["CHROMIUM_PATH"], ...installed].find((known) => known && existsSync(known))
  if (path) return { executablePath: path, args: quiet }
  return packaged().catch((cause: unknown) => {
    throw new Error(
      "No browser for the journeys: install Chromium (apt install chromium) or set CHROMIUM_PATH to one.",
      { cause }
    )
  })
}

/** A headless Chromium, wherever this machine has one. */
export const browser = async (): Promise<Browser> => {
  const { executablePath, args } = await find()
  return chromium.launch({ executablePath, args: [...args] })
}
