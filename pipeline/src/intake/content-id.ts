import { createHash } from "node:crypto"

/** An external id for a record that has neither id nor date: the same words by the same author are the same message. */
export const contentId = (author: string | null, text: string): string =>
  `text-${createHash("sha256")
    .update(`${author ?? ""}\0${text}`)
    .digest("hex")
    .slice(0, 24)}`
