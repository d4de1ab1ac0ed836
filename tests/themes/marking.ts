import type { Task, Work } from "@otklik/pipeline/themes/crew"

/** Counts how often each chunk was done. */
export const work: Work<{ readonly marks: Int32Array }> =
  ({ marks }) =>
  (chunk) => {
    Atomics.add(marks, chunk, 1)
  }

export const marking: Task<{ readonly marks: Int32Array }> = { url: import.meta.url, work }
