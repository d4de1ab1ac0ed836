import { Stream } from "effect"

/** Turns pieces of input into items as they come; `end` gives what was held back. Memory is the held part only. */
export interface Incremental<In, Out> {
  push(piece: In): ReadonlyArray<Out>
  end(): ReadonlyArray<Out>
}

type Some<A> = readonly [A, ...Array<A>]

const some = <A>(items: ReadonlyArray<A>): items is Some<A> => items.length > 0

/** Items of a stream of arrays, one pull for each array. */
export const flat = <A, E, R>(arrays: Stream.Stream<ReadonlyArray<A>, E, R>): Stream.Stream<A, E, R> =>
  arrays.pipe(Stream.filter(some), Stream.flattenArray)

/** A stream carried through a fresh incremental parser. */
export const through =
  <In, Out>(make: () => Incremental<In, Out>) =>
  <E, R>(pieces: Stream.Stream<In, E, R>): Stream.Stream<Out, E, R> =>
    Stream.suspend(() => {
      const parser = make()
      const body = Stream.map(pieces, (piece) => parser.push(piece))
      const rest = Stream.suspend(() => Stream.succeed(parser.end()))
      return flat(Stream.concat(body, rest))
    })

/** All that a parser makes of pieces already at hand. */
export const parseAll = <In, Out>(parser: Incremental<In, Out>, pieces: Iterable<In>): ReadonlyArray<Out> => {
  const items: Array<Out> = []
  for (const piece of pieces) items.push(...parser.push(piece))
  items.push(...parser.end())
  return items
}
