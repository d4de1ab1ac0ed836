import { assert, it } from "@effect/vitest"
import { keptOpen } from "@otklik/sql/kept-open"
import { Effect, Ref } from "effect"
import { TestClock } from "effect/testing"

it.effect("what is said to be lost while it is still opening is not closed when it has opened", () =>
  Effect.gen(function* () {
    const [opened, closed] = [yield* Ref.make(0), yield* Ref.make(0)]
    const count = (it: Ref.Ref<number>) => Ref.update(it, (n) => n + 1)
    const open = Effect.sleep("20 seconds").pipe(
      Effect.andThen(Effect.acquireRelease(count(opened), () => count(closed)))
    )
    const kept = yield* keptOpen(open)
    yield* TestClock.adjust("5 seconds")
    yield* kept.lost
    yield* TestClock.adjust("1 minute")
    assert.deepStrictEqual([yield* Ref.get(opened), yield* Ref.get(closed)], [1, 0])
    yield* kept.lost
    yield* TestClock.adjust("1 minute")
    assert.deepStrictEqual([yield* Ref.get(opened), yield* Ref.get(closed)], [2, 1])
  })
)
