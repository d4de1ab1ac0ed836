import PostalMime, { type Address, type Email } from "postal-mime"
import { htmlText } from "../intake/html.ts"
import type { Found } from "./source.ts"

const limits = {
  maxNestingDepth: 30,
  maxHeadersSize: 1 << 20,
  maxRfc822NestingDepth: 2,
  rfc822Attachments: true
} as const

const addressOf = (address: Address | undefined): string =>
  address === undefined
    ? ""
    : (address.address ?? address.group?.[0]?.address ?? "").toLowerCase() || address.name

const textOf = ({ html, text }: Email): string => {
  const plain = (text ?? "").trim()
  return plain !== "" || html === undefined ? plain : htmlText(html)
}

const automatic = (email: Email): boolean =>
  email.headers.some(
    ({ key, value }) =>
      (key === "auto-submitted" && !/^no/i.test(value)) ||
      (key === "content-type" && /report-type=["']?delivery-status/i.test(value))
  )

const fieldsOf = (email: Email): Readonly<Record<string, string>> => ({
  "message-id": (email.messageId ?? "").replace(/^<|>$/g, "").trim(),
  date: email.headers.find(({ key }) => key === "date")?.value ?? "",
  from: addressOf(email.from ?? email.replyTo?.[0] ?? email.sender),
  subject: (email.subject ?? "").replace(/^\s*((re|fwd?|ответ|отв|пересл|hа)(\[\d+\])?\s*:\s*)+/iu, ""),
  text: textOf(email)
})

/** One letter as a record; what is no MIME at all is broken. Answers made by machines are broken, with that reason. */
export const letterRecord = async (file: string, row: number, bytes: Uint8Array): Promise<Found> => {
  const place = { file, row }
  try {
    const email = await new PostalMime(limits).parse(bytes)
    if (automatic(email))
      return {
        place,
        fault: "Письмо написано машиной (автоответ или отчёт о доставке)",
        fragment: email.subject ?? ""
      }
    return { place, fields: fieldsOf(email) }
  } catch {
    return { place, fault: "Письмо не разбирается: нарушено устройство MIME", fragment: "" }
  }
}
