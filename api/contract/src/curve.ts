import { Schema } from "effect"

/** What a measure must be to earn 0, 50 and 100 points. Where less is better, as with effort, they fall. */
export const Anchor = Schema.Struct({ zero: Schema.Finite, fifty: Schema.Finite, hundred: Schema.Finite })
export type Anchor = typeof Anchor.Type

/** True where the three anchors are in order, rising or falling, so that one curve goes through them. */
export const inOrder = ({ fifty, hundred, zero }: Anchor): boolean =>
  (zero < fifty && fifty < hundred) || (zero > fifty && fifty > hundred)

/** Logarithmic from (0, 0) through (half, 0.5) to (1, 1), for a half below 0.5. */
const early = (half: number) => {
  const scale = (half * half) / (1 - 2 * half)
  const whole = Math.log1p(1 / scale)
  return (at: number) => Math.log1p(at / scale) / whole
}

/** Rises from 0 through `half` at 0.5 to 1: logarithmic before the middle, straight at it, mirrored after it. */
const rise = (half: number): ((at: number) => number) => {
  if (Math.abs(half - 0.5) < 1e-9) return (at) => at
  if (half < 0.5) return early(half)
  const mirrored = early(1 - half)
  return (at) => 1 - mirrored(1 - at)
}

/** Points of a measure, 0 to 100 to one decimal: one monotone curve through the anchors, level outside them. */
export const curve = ({ fifty, hundred, zero }: Anchor): ((measure: number) => number) => {
  const width = hundred - zero
  const risen = rise((fifty - zero) / width)
  return (measure) => {
    const at = Math.min(1, Math.max(0, (measure - zero) / width))
    return Math.round(1000 * risen(at)) / 10
  }
}
