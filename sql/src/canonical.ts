/** JSON with the keys of every object in order, so that equal values have equal text. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, node) =>
    node !== null && typeof node === "object" && !Array.isArray(node)
      ? Object.fromEntries(Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1)))
      : node
  )
