import { createReadStream } from "node:fs"
import { type FileHandle, open, readFile, rm, stat } from "node:fs/promises"
import { idAt } from "./arrival.ts"

const sortedAtOnce = 16 << 20
const writtenAtOnce = 1_000
const idLength = 32
const newline = 0x0a
const hex = "0123456789abcdef"

/** The whole lines of some bytes, without copying; what follows the last newline is left. */
const linesOf = (bytes: Buffer): { readonly lines: Array<Buffer>; readonly rest: Buffer } => {
  const lines: Array<Buffer> = []
  let from = 0
  for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, from)) {
    lines.push(bytes.subarray(from, end + 1))
    from = end + 1
  }
  return { lines, rest: bytes.subarray(from) }
}

const write = async (file: FileHandle, lines: ReadonlyArray<Buffer>): Promise<void> => {
  for (let from = 0; from < lines.length; from += writtenAtOnce) {
    await file.writev(lines.slice(from, from + writtenAtOnce))
  }
}

const appendSorted = async (from: string, to: FileHandle): Promise<void> => {
  const { lines } = linesOf(await readFile(from))
  const keyed = lines.map((line) => ({ id: line.toString("latin1", idAt, idAt + idLength), line }))
  keyed.sort((a, b) => (a.id < b.id ? -1 : 1))
  await write(
    to,
    keyed.map(({ line }) => line)
  )
  await rm(from)
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false
  )

/** Parts of a file by a digit of the id, in the digits' order; ids are hashes, so the parts are even. */
const split = async (from: string, digit: number): Promise<ReadonlyArray<string>> => {
  const names = [...hex].map((value) => `${from}-${value}`)
  const parts = await Promise.all(names.map((name) => open(name, "w")))
  let held: Buffer = Buffer.alloc(0)
  for await (const piece of createReadStream(from, { highWaterMark: 1 << 20 })) {
    const { lines, rest } = linesOf(Buffer.concat([held, piece as Buffer]))
    const shelves = parts.map((): Array<Buffer> => [])
    for (const line of lines) shelves[hex.indexOf(String.fromCharCode(line[idAt + digit]!))]!.push(line)
    for (const [at, part] of parts.entries()) await write(part, shelves[at]!)
    held = rest
  }
  for (const part of parts) await part.close()
  await rm(from)
  return names
}

const sortInto = async (from: string, to: FileHandle, digit: number): Promise<void> => {
  if (!(await exists(from))) return
  const { size } = await stat(from)
  if (size <= sortedAtOnce || digit >= 8) return appendSorted(from, to)
  for (const part of await split(from, digit)) await sortInto(part, to, digit + 1)
}

/** Sorts a file of lines of any size by message id into another; takes 32 MB and leaves the first file gone. */
export const sortLines = async (from: string, to: string): Promise<void> => {
  const file = await open(to, "w")
  try {
    await sortInto(from, file, 0)
  } finally {
    await file.close()
  }
}
