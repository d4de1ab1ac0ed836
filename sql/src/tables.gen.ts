// Printed by print-tables.ts from sql/models/marts: do not edit.
import type { Flag } from "@otklik/contract/backlog"
import type {
  Direction,
  District,
  Family,
  Language,
  MessageId,
  Priority,
  Role,
  Service,
  Stage,
  ThemeId,
  Verdict
} from "@otklik/contract/vocabulary"

/** one row per ranked theme; equal scores share a rank, `position` is its place in the list */
export interface BacklogTable {
  readonly position: number
  readonly rank: number
  readonly rank_low: number | null
  readonly rank_high: number | null
  readonly theme: ThemeId
  readonly score: number
  readonly share: number
  readonly quiet_districts: ReadonlyArray<District>
  readonly weeks: ReadonlyArray<number>
  readonly schools: number
  readonly schools_total: number
  readonly messages: number
  readonly people: number
  readonly families: number
  readonly heard: number
  readonly severe: number
  readonly recent: number
  readonly expected: number
  readonly cohesion: number
  readonly reach_measure: number
  readonly severity_measure: number
  readonly persistence_measure: number
  readonly trend_measure: number
  readonly confidence_measure: number
  readonly strategy_measure: number
  readonly effort_measure: number | null
  readonly reach_points: number
  readonly severity_points: number
  readonly persistence_points: number
  readonly trend_points: number
  readonly confidence_points: number
  readonly strategy_points: number
  readonly effort_points: number
  readonly reach_adds: number
  readonly severity_adds: number
  readonly persistence_adds: number
  readonly trend_adds: number
  readonly confidence_adds: number
  readonly strategy_adds: number
  readonly effort_adds: number
}

/** one row per day from the first message to the last: how busy the school year makes it */
export interface CalendarTable {
  readonly day: Date
  readonly weight: number
}

/** one row per landed message, without its text */
export interface FactsTable {
  readonly message_id: MessageId
  readonly theme: ThemeId | null
  readonly request: string | null
  readonly source: string
  readonly family: Family
  readonly created_at: Date
  readonly day: Date
  readonly week: Date
  readonly school: string | null
  readonly district: District | null
  readonly role: Role | null
  readonly service: Service | null
  readonly language: Language
  readonly author: string | null
  readonly priority: Priority | null
  readonly verdict: Verdict
  readonly verdict_probability: number
  readonly severity: number
  readonly near_copy: boolean
  readonly because: number
  readonly echo: bigint | null
  readonly campaign: boolean
  readonly incident: number | null
  readonly strength: number
}

/** one row per methodical theme: a guide to write, by messages of twelve weeks per hundred schools */
export interface GuidesTable {
  readonly position: number
  readonly rank: number
  readonly rank_low: number | null
  readonly rank_high: number | null
  readonly theme: ThemeId
  readonly score: number
  readonly share: number
  readonly quiet_districts: ReadonlyArray<District>
  readonly weeks: ReadonlyArray<number>
  readonly schools: number
  readonly schools_total: number
  readonly messages: number
  readonly people: number
  readonly families: number
  readonly heard: number
  readonly severe: number
  readonly recent: number
  readonly expected: number
  readonly cohesion: number
  readonly reach_measure: number
  readonly severity_measure: number
  readonly persistence_measure: number
  readonly trend_measure: number
  readonly confidence_measure: number
  readonly strategy_measure: number
  readonly effort_measure: number | null
  readonly reach_points: number
  readonly severity_points: number
  readonly persistence_points: number
  readonly trend_points: number
  readonly confidence_points: number
  readonly strategy_points: number
  readonly effort_points: number
  readonly reach_adds: number
  readonly severity_adds: number
  readonly persistence_adds: number
  readonly trend_adds: number
  readonly confidence_adds: number
  readonly strategy_adds: number
  readonly effort_adds: number
}

/** one row per incident: days on which a service failed so many that their messages are one matter */
export interface IncidentsTable {
  readonly incident: number
  readonly service: Service
  readonly first_day: Date
  readonly last_day: Date
  readonly messages: number
  readonly schools: number
  readonly expected: number
  readonly themes: ReadonlyArray<string>
}

/** one row per landed file that the snapshot has read */
export interface LandedFilesTable {
  readonly path: string
  readonly source: string
  readonly month: string
  readonly rows: number
  readonly hash: string
}

/** one row per theme and theme of the snapshot before that gave it messages */
export interface LineageTable {
  readonly theme: ThemeId
  readonly parent: ThemeId
  readonly messages: number
  readonly share: number
}

/** one row per snapshot that this one remembers, oldest first; the last is the one that it goes on from */
export interface MomentsTable {
  readonly position: number
  readonly snapshot: string
  readonly as_of: Date | null
  readonly model: string
  readonly model_hash: string
  readonly parts: ReadonlyArray<string>
  readonly weights: ReadonlyArray<number>
}

/** one row per message that another theme, or none, holds than in the snapshot before */
export interface MovedMessagesTable {
  readonly message_id: MessageId
  readonly from_theme: string | null
  readonly to_theme: string | null
  readonly change: string
}

/** one row per theme in the queue of this snapshot or the one before: what moved its score between */
export interface RankChangesTable {
  readonly theme: ThemeId
  readonly rank: number | null
  readonly score: number
  readonly rank_before: number | null
  readonly score_before: number
  readonly messages: number | null
  readonly reach: number | null
  readonly calendar: number | null
  readonly model: number | null
  readonly corrections: number | null
}

/** one row per theme and remembered snapshot in which it was ranked, or had just left the queue */
export interface RankHistoryTable {
  readonly theme: ThemeId
  readonly position: number
  readonly title: string
  readonly rank: number | null
  readonly score: number
  readonly schools: number
  readonly points: ReadonlyArray<number>
  readonly adds: ReadonlyArray<number>
  readonly messages: number | null
  readonly reach: number | null
  readonly calendar: number | null
  readonly model: number | null
  readonly corrections: number | null
}

/** one row per school that could speak: those of the directory and those that wrote */
export interface SchoolsTable {
  readonly school: string
  readonly number: string
  readonly name: string | null
  readonly district: District | null
  readonly pupils: number | null
  readonly teachers: number | null
}

/** one row: the model that the snapshot is scored by, whole */
export interface ScoreModelTable {
  readonly name: string
  readonly hash: string
  readonly json: string
}

/** one row: what the snapshot holds */
export interface SnapshotTable {
  readonly as_of: Date | null
  readonly as_of_day: Date | null
  readonly messages: number
  readonly schools_total: number
  readonly schools_heard: number
  readonly themes: number
  readonly last_theme: number
  readonly timezone: string
  readonly engine: string
  readonly model: string
}

/** one row per theme that changed since the snapshot before, told by the messages of both */
export interface ThemeChangesTable {
  readonly position: number
  readonly theme: ThemeId
  readonly kind: string
  readonly old_themes: ReadonlyArray<string>
  readonly new_themes: ReadonlyArray<string>
  readonly old_titles: ReadonlyArray<string>
  readonly new_titles: ReadonlyArray<string>
  readonly moved: number
  readonly share: number
}

/** one row per decision that stands; it holds, or waits for messages and themes that are not there */
export interface ThemeDecisionsTable {
  readonly seq: number
  readonly kind: string
  readonly theme: ThemeId | null
  readonly holds: boolean
}

/** one row per theme and representative message, the best first */
export interface ThemeQuotesTable {
  readonly theme: ThemeId
  readonly position: number
  readonly message_id: MessageId
}

/** one row per group of messages inside a theme that ask for the same thing */
export interface ThemeRequestsTable {
  readonly theme: ThemeId
  readonly request: string
  readonly title: string
  readonly messages: number
  readonly schools: number
}

/** one row per theme and theme near it, the nearest first */
export interface ThemeSimilarTable {
  readonly theme: ThemeId
  readonly position: number
  readonly other: ThemeId
  readonly similarity: number
}

/** one row per theme and week with messages */
export interface ThemeWeeksTable {
  readonly theme: ThemeId
  readonly week: Date
  readonly messages: number
  readonly schools: number
}

/** one row per theme */
export interface ThemesTable {
  readonly theme: ThemeId
  readonly title: string
  readonly keyphrases: ReadonlyArray<string>
  readonly direction: Direction
  readonly service: Service | null
  readonly verdict: Verdict
  readonly verdict_share: number
  readonly verdict_second: Verdict | null
  readonly verdict_words: ReadonlyArray<string>
  readonly stage: Stage
  readonly cohesion: number
  readonly effort: number | null
  readonly coarse: ThemeId
  readonly flags: ReadonlyArray<Flag>
  readonly first_at: Date
  readonly last_at: Date
}

/** one row per verdict and one for all together: how well it is told of messages not learnt from */
export interface VerdictQualityTable {
  readonly told: string
  readonly examples: number
  readonly precision: number | null
  readonly recall: number | null
  readonly cues_precision: number | null
  readonly cues_recall: number | null
}

/** one row per set of words that decided the verdict of some message, the weightiest word first */
export interface VerdictReasonsTable {
  readonly because: number
  readonly words: ReadonlyArray<string>
}

/** one row per landed message in small numbers, by theme, voice, person and day: signals are its sums */
export interface VoicesTable {
  readonly theme: number
  readonly voice: number
  readonly person: number
  readonly day: number
  readonly severity: number
  readonly district: number
  readonly role: number
  readonly service: number
  readonly family: number
  readonly verdict: number
  readonly marks: number
}

/** Every table of a snapshot. */
export interface Marts {
  readonly backlog: BacklogTable
  readonly calendar: CalendarTable
  readonly facts: FactsTable
  readonly guides: GuidesTable
  readonly incidents: IncidentsTable
  readonly landed_files: LandedFilesTable
  readonly lineage: LineageTable
  readonly moments: MomentsTable
  readonly moved_messages: MovedMessagesTable
  readonly rank_changes: RankChangesTable
  readonly rank_history: RankHistoryTable
  readonly schools: SchoolsTable
  readonly score_model: ScoreModelTable
  readonly snapshot: SnapshotTable
  readonly theme_changes: ThemeChangesTable
  readonly theme_decisions: ThemeDecisionsTable
  readonly theme_quotes: ThemeQuotesTable
  readonly theme_requests: ThemeRequestsTable
  readonly theme_similar: ThemeSimilarTable
  readonly theme_weeks: ThemeWeeksTable
  readonly themes: ThemesTable
  readonly verdict_quality: VerdictQualityTable
  readonly verdict_reasons: VerdictReasonsTable
  readonly voices: VoicesTable
}
