import { createHash } from "node:crypto"

const sorted = (_: string, value: unknown): unknown =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value

/** 22 characters that stand for some values: equal values, whatever the order of their keys, give equal ones. */
export const fingerprint = (...values: ReadonlyArray<unknown>): string =>
  createHash("sha256").update(JSON.stringify(values, sorted)).digest("base64url").slice(0, 22)
