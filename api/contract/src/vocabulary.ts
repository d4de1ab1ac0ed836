import { Schema } from "effect"

export const Family = Schema.Literals(["ticket", "mailing", "suggestion"])
export type Family = typeof Family.Type

export const Verdict = Schema.Literals([
  "system",
  "method",
  "data",
  "access",
  "idea",
  "content",
  "thanks",
  "noise"
])
export type Verdict = typeof Verdict.Type

export const Stage = Schema.Literals([
  "new",
  "review",
  "design",
  "pilot",
  "feedback",
  "ready",
  "handed_over",
  "done",
  "rejected",
  "methodical_answer"
])
export type Stage = typeof Stage.Type

export const Role = Schema.Literals([
  "teacher",
  "class_teacher",
  "deputy_head",
  "head",
  "journal_admin",
  "methodist",
  "parent",
  "pupil"
])
export type Role = typeof Role.Type

export const Direction = Schema.Literals(["functions", "content", "method", "data"])
export type Direction = typeof Direction.Type

export const Service = Schema.Literals([
  "journal",
  "library",
  "test_builder",
  "virtual_labs",
  "trainer",
  "portfolio",
  "schedule",
  "lesson_plans",
  "homework",
  "attendance",
  "final_marks",
  "reports",
  "chat",
  "moskvenok",
  "sign_in",
  "mobile",
  "support_portal"
])
export type Service = typeof Service.Type

export const District = Schema.Literals([
  "cao",
  "sao",
  "svao",
  "vao",
  "yuvao",
  "yuao",
  "yuzao",
  "zao",
  "szao",
  "zelao",
  "nao",
  "tao"
])
export type District = typeof District.Type

export const Language = Schema.Literals(["ru", "en", "other"])
export type Language = typeof Language.Type

export const Priority = Schema.Literals(["low", "normal", "high", "urgent"])
export type Priority = typeof Priority.Type

/** Permanent id of a theme: `T` and a number that is never given twice in one store. */
export const ThemeId = Schema.String.check(Schema.isPattern(/^T\d{1,9}$/u)).pipe(Schema.brand("ThemeId"))
export type ThemeId = typeof ThemeId.Type

/** Identity of a message: 32 hexadecimal digits from its source and external id, or from its content. */
export const MessageId = Schema.String.check(Schema.isPattern(/^[0-9a-f]{32}$/u)).pipe(
  Schema.brand("MessageId")
)
export type MessageId = typeof MessageId.Type

/** Identity of a published snapshot: 16 hexadecimal digits of its manifest's hash. */
export const SnapshotId = Schema.String.check(Schema.isPattern(/^[0-9a-f]{16}$/u)).pipe(
  Schema.brand("SnapshotId")
)
export type SnapshotId = typeof SnapshotId.Type
