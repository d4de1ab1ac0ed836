const partText = (part: unknown): string => {
  if (typeof part === "string") return part
  if (typeof part === "object" && part !== null && "text" in part && typeof part.text === "string")
    return part.text
  return ""
}

const textOf = (text: unknown): string =>
  typeof text === "string" ? text : Array.isArray(text) ? text.map(partText).join("") : ""

const string = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : ""

/** Is this an event of the chat («вошёл в группу», «закрепил сообщение») rather than something a person wrote. */
export const isService = (message: Readonly<Record<string, unknown>>): boolean =>
  message["type"] === "service"

/** A message of Telegram Desktop's `result.json` as fields; its text is a string or an array of strings and entities. */
export const telegramFields = (
  message: Readonly<Record<string, unknown>>,
  around: Readonly<Record<string, string>>
): Readonly<Record<string, string>> => ({
  id: string(message["id"]),
  date: string(message["date_unixtime"]) || string(message["date"]),
  from: string(message["from_id"]) || string(message["from"]),
  text: textOf(message["text"]),
  chat: around["name"] ?? around["chats.list.name"] ?? "",
  chat_id: around["id"] ?? around["chats.list.id"] ?? ""
})
