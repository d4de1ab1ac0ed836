import { createHash, randomBytes } from "node:crypto"

/** 256 bits of chance as 43 characters that fit a cookie and an address. */
export const newSecret = (): string => randomBytes(32).toString("base64url")

/** What is kept of a secret. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex")
