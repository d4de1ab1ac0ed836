import { Dice } from "@otklik/pipeline/demo/dice"

/** Seeded draws from the distributions that worlds are made of. */
export class Chances extends Dice {
  /** standard normal, by Box and Muller */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next())
  }

  /** log-normal with median 1 */
  spread(sigma: number): number {
    return Math.exp(sigma * this.normal())
  }

  /** how many events where `mean` are expected */
  poisson(mean: number): number {
    if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()))
    const least = Math.exp(-mean)
    let count = 0
    for (let product = this.next(); product > least; product *= this.next()) count++
    return count
  }

  /** tries before the first failure, where each succeeds with `probability` */
  run(probability: number): number {
    let count = 0
    while (this.chance(probability)) count++
    return count
  }

  shuffled<A>(items: ReadonlyArray<A>): Array<A> {
    const out = [...items]
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.below(i + 1)
      ;[out[i], out[j]] = [out[j], out[i]]
    }
    return out
  }

  /** `count` different items, each the likelier the heavier (Efraimidis and Spirakis 2006) */
  several<A>(items: ReadonlyArray<A>, count: number, weight: (item: A) => number): ReadonlyArray<A> {
    return items
      .map((item) => ({ item, key: Math.log(1 - this.next()) / weight(item) }))
      .sort((a, b) => b.key - a.key)
      .slice(0, count)
      .map(({ item }) => item)
  }
}
