const deepest = 6

const scalar = (value: unknown): string =>
  value === null || value === undefined ? "" : typeof value === "string" ? value : String(value)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const add = (fields: Record<string, string>, path: string, value: string) => {
  if (value === "") return
  const earlier = fields[path]
  fields[path] = earlier === undefined ? value : `${earlier}\n${value}`
}

const identified = (value: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(value).length === 2 && "id" in value && "value" in value

const walk = (fields: Record<string, string>, path: string, value: unknown, depth: number): void => {
  if (Array.isArray(value)) {
    for (const item of value) {
      if (isObject(item) && identified(item))
        walk(fields, `${path}.${scalar(item["id"])}`, item["value"], depth + 1)
      else walk(fields, path, item, depth)
    }
  } else if (isObject(value)) {
    if (depth >= deepest) return
    for (const key of Object.keys(value))
      walk(fields, path === "" ? key : `${path}.${key}`, value[key], depth + 1)
  } else add(fields, path, scalar(value))
}

/**
 * A JSON value as fields by dotted path; values of arrays are joined by newlines, `{id, value}` pairs (custom fields)
 * are named by their id. The record has no prototype, so `__proto__` is a name like any other.
 */
export const flatten = (value: unknown): Readonly<Record<string, string>> => {
  const fields: Record<string, string> = Object.create(null)
  walk(fields, "", value, 0)
  return fields
}
