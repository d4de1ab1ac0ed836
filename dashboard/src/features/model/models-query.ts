import { builtIns } from "@otklik/contract/built-in-models"
import type { ScoreModel } from "@otklik/contract/score"

/** A model that one can start from. */
export interface Known {
  readonly id: string
  readonly model: ScoreModel
}

const known: ReadonlyArray<Known> = builtIns.map((model) => ({ id: model.name, model }))

/** The models that one can start from, and the one that the address names, else the first. */
export const useModels = (base: string | undefined) => ({
  models: known,
  base: known.find(({ id }) => id === base) ?? known[0]!
})
