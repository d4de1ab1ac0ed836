import type { Sentence } from "./sentence.ts"

/** The few keywords of JSON Schema that the contract's parameters use. */
export interface Shape {
  readonly type?: string
  readonly enum?: ReadonlyArray<string>
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly allOf?: ReadonlyArray<Shape>
  readonly anyOf?: ReadonlyArray<Shape>
}

const flat = (shape: Shape): Shape => Object.assign({}, shape, ...(shape.allOf ?? []).map(flat))

const oneOf = (all: ReadonlyArray<Sentence>): Sentence => ({
  ru: all.map(({ ru }) => ru).join(" или "),
  en: all.map(({ en }) => en).join(" or ")
})

/** What a parameter must be, in words that follow its name. */
export const expectation = (shape: Shape): Sentence => {
  const { anyOf, enum: values, format, maximum, maxLength, minimum, pattern, type } = flat(shape)
  if (anyOf !== undefined) return oneOf(anyOf.map(expectation))
  if (values !== undefined) return { ru: `одно из: ${values.join(", ")}`, en: `one of: ${values.join(", ")}` }
  if (type === "integer" || type === "number")
    return {
      ru: `целое число от ${minimum} до ${maximum}`,
      en: `a whole number from ${minimum} to ${maximum}`
    }
  if (format === "date") return { ru: "день календаря вида 2026-09-01", en: "a day such as 2026-09-01" }
  if (pattern !== undefined) return { ru: `строка вида ${pattern}`, en: `text of the form ${pattern}` }
  if (maxLength !== undefined)
    return { ru: `строка не длиннее ${maxLength} знаков`, en: `text of at most ${maxLength} characters` }
  return { ru: "строка", en: "text" }
}
