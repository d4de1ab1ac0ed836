import type { Role } from "@otklik/contract/vocabulary"
import { seed } from "../../text/seed.ts"
import { cues, own, remembered } from "./cues.ts"

const named = remembered(
  cues(seed("roles").map(({ cues, role }) => ({ value: role as Role, cues: own(role, cues) })))
)

/** The role that a column names. */
export const roleOf = named

const said = /(?<![а-яё])(?:я|как|являюсь|работаю)[\s,—–-]+((?:[а-яё]+[\s-]*){1,4})/giu
const english = /\b(?:i am|i'm|as) an? ([a-z -]{3,40})/giu
const mostWords = 8

const bySaying = (text: string): Role | null => {
  for (const pattern of [said, english])
    for (const match of text.matchAll(pattern)) {
      const role = named(match[1].split(/\s+/).slice(0, 3).join(" "))
      if (role !== null) return role
    }
  return null
}

const bySignature = (text: string): Role | null => {
  const last = text.trimEnd().split("\n").at(-1)!.trim()
  const words = last.split(/\s+/)
  return text.includes("\n") && words.length <= mostWords && !/[?!]$/.test(last)
    ? named(words.slice(0, 3).join(" "))
    : null
}

/** The role in which a person says to write («я учитель…», a last line «завуч, школа 1034»); null when in doubt. */
export const roleInText = (text: string): Role | null => bySaying(text) ?? bySignature(text)
