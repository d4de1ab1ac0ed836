/** Who said each message and when, in the order of message ids; people and schools as numbers, -1 where not known. */
export interface Sayings {
  readonly author: Int32Array
  readonly school: Int32Array
  /** minutes since 1970 */
  readonly minute: Int32Array
}

/** From this many minutes on a repetition is a new message: a fortnight. */
export const FORTNIGHT = 14 * 24 * 60
