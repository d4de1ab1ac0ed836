import { assert, describe, it } from "vitest"
import { Crew, type Task, ThreadLost } from "@otklik/pipeline/themes/crew"
import { sharedIntegers } from "@otklik/pipeline/themes/shared"
import { marking } from "./marking.ts"

const done = (threads: number, task: Task<{ readonly marks: Int32Array }>, chunks: number) => {
  const crew = new Crew(threads, 5_000)
  const marks = sharedIntegers(chunks)
  try {
    crew.share(task, { marks }, chunks)
    crew.share(task, { marks }, chunks)
    return [...marks]
  } finally {
    crew.close()
  }
}

describe("a crew", () => {
  it("does every chunk once a task, on one, two and four threads", () => {
    for (const threads of [1, 2, 4])
      assert.deepStrictEqual(
        done(threads, marking, 300),
        Array.from({ length: 300 }, () => 2)
      )
  })

  it("does nothing where there is nothing to do", () => assert.deepStrictEqual(done(2, marking, 0), []))

  it("says in a sentence that a thread broke off, and never waits for it", () => {
    const tells = "Atomics.store(marks,0,1);Atomics.notify(marks,0)"
    const broken = {
      url: `data:text/javascript,export const work=({marks})=>()=>{${tells};throw new Error('out of paper')}`
    }
    const waits =
      ({ marks }: { readonly marks: Int32Array }) =>
      () => {
        Atomics.wait(marks, 0, 0, 5_000)
      }
    const failed = (() => {
      try {
        return done(2, { ...broken, work: waits }, 2)
      } catch (cause) {
        return cause
      }
    })()
    assert.instanceOf(failed, ThreadLost)
    assert.include((failed as ThreadLost).message, "out of paper")
  })
})
