import { Context } from "effect"

/** Whether a build finds the themes anew, whatever they were, instead of going on from them. */
export const Refit = Context.Reference<boolean>("pipeline/Refit", { defaultValue: () => false })
