import { Schema, Struct } from "effect"
import { District, Family, Language, MessageId, Role, Service, Verdict } from "./vocabulary.ts"

/** One message as a reader sees it: personal data already masked with typed marks such as «[ФИО]». */
export const MessageItem = Schema.Struct({
  id: MessageId,
  source: Schema.String,
  family: Family,
  createdAt: Schema.String,
  text: Schema.String,
  school: Schema.NullOr(Schema.String),
  district: Schema.NullOr(District),
  role: Schema.NullOr(Role),
  service: Schema.NullOr(Service),
  language: Language,
  verdict: Verdict
})
export type MessageItem = typeof MessageItem.Type

/** A message without the verdict that it has: for whoever is to give it one. */
export const UnjudgedMessage = Schema.Struct(Struct.omit(MessageItem.fields, ["verdict"]))
export type UnjudgedMessage = typeof UnjudgedMessage.Type
