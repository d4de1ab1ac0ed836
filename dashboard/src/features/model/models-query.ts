import {
  changeModel,
  draftModel,
  dropModel,
  models,
  publishModel,
  type ModelItem
} from "@otklik/contract/models"
import type { ScoreModel } from "@otklik/contract/score"
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { call } from "../../call.ts"

export const modelsQuery = queryOptions({
  queryKey: ["models"],
  queryFn: ({ signal }) => call(models, { signal }),
  select: ({ items }): ReadonlyArray<ModelItem> => items
})

/** The models that one can start from, and the one that the address names, else the one that serves now. */
export const useModels = (base: string | undefined) => {
  const answer = useQuery(modelsQuery)
  const items = answer.data
  return {
    answer,
    base:
      items?.find(({ id }) => id === base) ??
      items?.find(({ serving }) => serving) ??
      items?.find(({ current }) => current) ??
      items?.[0]
  }
}

const useChange = <V, A>(act: (input: V) => Promise<A>) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: () => client.invalidateQueries({ queryKey: modelsQuery.queryKey })
  })
}

interface Save {
  readonly base: ModelItem
  readonly model: ScoreModel
}

const save = async ({ base, model }: Save): Promise<ModelItem> => {
  const item = base.kind === "draft" ? base : await call(draftModel, { body: { from: base.id } })
  const whole = { ...model, name: item.model.name, author: item.model.author, date: item.model.date }
  return call(changeModel, { params: { id: item.id }, body: { model: whole } })
}

/** Keeps what the sliders say as a draft: a new one, or the one that was started from. */
export const useSaveDraft = () => useChange(save)

/** Makes a draft the model of the next build. */
export const usePublish = () =>
  useChange(({ id, reason }: { readonly id: ModelItem["id"]; readonly reason: string }) =>
    call(publishModel, { params: { id }, body: { reason } })
  )

export const useDropDraft = () => useChange((id: ModelItem["id"]) => call(dropModel, { params: { id } }))
