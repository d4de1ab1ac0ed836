/** Messages of each theme, in their order: those of theme k are `messages[start[k] .. start[k + 1])`. */
export interface Members {
  readonly start: Int32Array
  readonly messages: Int32Array
}

/** Groups places by their label; a label below 0 belongs nowhere. */
export const members = (label: Int32Array, labels: number): Members => {
  const start = new Int32Array(labels + 1)
  for (const one of label) if (one >= 0) start[one + 1]++
  for (let one = 0; one < labels; one++) start[one + 1] += start[one]
  const messages = new Int32Array(start[labels])
  const filled = start.slice(0, labels)
  label.forEach((one, message) => {
    if (one >= 0) messages[filled[one]++] = message
  })
  return { start, messages }
}

export const ofTheme = ({ start, messages }: Members, theme: number): Int32Array =>
  messages.subarray(start[theme], start[theme + 1])
