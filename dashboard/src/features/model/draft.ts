import { Part, type ScoreModel } from "@otklik/contract/score"
import { Direction, Service } from "@otklik/contract/vocabulary"
import { Schema } from "effect"
import { addressReader } from "../address-reader.ts"

const whole = Schema.optionalKey(Schema.String.check(Schema.isPattern(/^\d{1,3}$/u)))
const three = Schema.optionalKey(Schema.String.check(Schema.isPattern(/^-?[\d.]+(,-?[\d.]+){2}$/u)))
const fieldsOf = <K extends string, S>(keys: ReadonlyArray<K>, field: S) =>
  Object.fromEntries(keys.map((key) => [key, field])) as { readonly [P in K]: S }
const named = <P extends string, K extends string>(prefix: P, keys: ReadonlyArray<K>) =>
  keys.map((key) => `${prefix}_${key}` as const)

const fields = {
  base: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^[a-z0-9-]{1,48}$/u))),
  ...fieldsOf(Part.literals, whole),
  ...fieldsOf(named("at", Part.literals), three),
  ...fieldsOf(named("direction", Direction.literals), whole),
  ...fieldsOf(named("service", Service.literals), whole)
}

/** What the address of the page says: the model that one starts from, and everything that is changed in it. */
export const readDraftSearch = addressReader(fields)
export type DraftSearch = ReturnType<typeof readDraftSearch>

/** A weight or a priority as a slider shows it, 0 to 100. */
export const asSlider = (share: number): number => Math.round(share * 100)

/** Where the slider of a part stands. */
export const sliderOf = (base: ScoreModel, search: DraftSearch, part: Part): number => {
  const set = search[part]
  return set === undefined ? asSlider(base.weights[part]) : Math.min(100, Number(set))
}

const weightsOf = (base: ScoreModel, search: DraftSearch): ScoreModel["weights"] => {
  if (Part.literals.every((part) => search[part] === undefined)) return base.weights
  const raw = Part.literals.map((part) => sliderOf(base, search, part))
  const sum = raw.reduce((total, value) => total + value, 0)
  if (sum === 0) return base.weights
  return Object.fromEntries(
    Part.literals.map((part, index) => [part, raw[index]! / sum])
  ) as ScoreModel["weights"]
}

const anchorsOf = ({ anchors }: ScoreModel, search: DraftSearch): ScoreModel["anchors"] =>
  Object.fromEntries(
    Part.literals.map((part) => {
      const [zero = NaN, fifty = NaN, hundred = NaN] = search[`at_${part}`]?.split(",").map(Number) ?? []
      return [part, Number.isNaN(zero + fifty + hundred) ? anchors[part] : { zero, fifty, hundred }]
    })
  ) as ScoreModel["anchors"]

const share = (text: string | undefined, before: number) =>
  text === undefined ? before : Math.min(100, Number(text)) / 100

/** The model that an address describes; its weights always sum to 1. */
export const draftOf = (base: ScoreModel, search: DraftSearch): ScoreModel => ({
  ...base,
  weights: weightsOf(base, search),
  anchors: anchorsOf(base, search),
  strategy: {
    directions: Object.fromEntries(
      Direction.literals.map((key) => [key, share(search[`direction_${key}`], base.strategy.directions[key])])
    ) as ScoreModel["strategy"]["directions"],
    services: Object.fromEntries(
      Service.literals.map((key) => [key, share(search[`service_${key}`], base.strategy.services[key])])
    ) as ScoreModel["strategy"]["services"]
  }
})

/** Whether anything is changed beside the model that one starts from. */
export const isChanged = (search: DraftSearch): boolean => Object.keys(search).some((key) => key !== "base")
