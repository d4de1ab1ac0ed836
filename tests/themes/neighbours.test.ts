import { assert, describe, it } from "@effect/vitest"
import { counted, normalise } from "@otklik/pipeline/text/rows"
import { Crew } from "@otklik/pipeline/themes/crew"
import { neighbours } from "@otklik/pipeline/themes/neighbours"
import { random } from "@otklik/pipeline/themes/random"

const rows = (count: number, columns: number) => {
  const next = random(5)
  return normalise(
    counted(count, columns, (_, emit) => {
      for (let i = 0; i < 6; i++) emit(Math.floor(next() * next() * columns))
    })
  )
}
const pruning = { most: 5, asked: 6, indexed: 6, cap: 100 }

describe("neighbours", () => {
  it("are the same bytes on one, two and four threads", () => {
    const many = rows(60_000, 20_000)
    const [one, two, four] = [1, 2, 4].map((threads) => {
      const crew = new Crew(threads)
      const found = neighbours(many, pruning, crew)
      crew.close()
      return found
    })
    assert.isTrue(Buffer.from(one.ids.buffer).equals(Buffer.from(two.ids.buffer)))
    assert.isTrue(Buffer.from(one.scores.buffer).equals(Buffer.from(four.scores.buffer)))
  })

  it("are the nearest rows by cosine, nearest first, ties to the smaller", () => {
    const few = rows(200, 50)
    const { ids, scores } = neighbours(few, { ...pruning, asked: 50, indexed: 50, cap: 1000 })
    const cosine = (a: number, b: number) => {
      let sum = 0
      for (let i = few.start[a]; i < few.start[a + 1]; i++)
        for (let j = few.start[b]; j < few.start[b + 1]; j++)
          if (few.ids[i] === few.ids[j]) sum += few.values[i] * few.values[j]
      return sum
    }
    for (let row = 0; row < 200; row++) {
      const best = Math.max(
        ...Array.from({ length: 200 }, (_, other) => (other === row ? 0 : cosine(row, other)))
      )
      assert.approximately(cosine(row, ids[row * 5]), best, 0.02)
      assert.isTrue(
        scores.subarray(row * 5, row * 5 + 5).every((score, i, all) => i === 0 || score <= all[i - 1])
      )
    }
  })
})
