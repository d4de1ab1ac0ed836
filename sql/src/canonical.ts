const member = (key: string, value: unknown): string | undefined => {
  const text = written(value)
  return text === undefined ? undefined : `${JSON.stringify(key)}:${text}`
}

const written = (value: unknown): string | undefined => {
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((item) => written(item) ?? "null").join(",")}]`
  if ("toJSON" in value) return written(JSON.parse(JSON.stringify(value)))
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, of]) => member(key, of))
  return `{${members.filter((text) => text !== undefined).join(",")}}`
}

/** JSON with the keys of every object in order, so that equal values have equal text. */
export const canonical = (value: unknown): string => written(value) ?? "null"
