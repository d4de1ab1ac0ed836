import { Schema } from "effect"
import type { Corpus } from "../text/corpus.ts"
import { Apart, type Bounds } from "./bounds.ts"
import type { Partition } from "./partition.ts"

/** What people decided, by message (its index) and by theme (its number before this build). It holds in every build. */
export interface Constraints {
  readonly pinned: ReadonlyArray<{ readonly message: number; readonly theme: number }>
  readonly together: ReadonlyArray<readonly [number, number]>
  readonly separate: ReadonlyArray<readonly [number, number]>
  /** themes that never merge */
  readonly locked: ReadonlyArray<number>
  /** themes that go on when the others are found anew */
  readonly kept?: ReadonlyArray<number>
  /** pairs of themes that never merge with each other */
  readonly forbidden: ReadonlyArray<readonly [number, number]>
}

export const unconstrained: Constraints = {
  pinned: [],
  together: [],
  separate: [],
  locked: [],
  forbidden: []
}

/** Decisions that cannot hold all at once; messages are named by their index. */
export class DecisionsContradict extends Schema.TaggedError<DecisionsContradict>()("DecisionsContradict", {
  first: Schema.Int,
  second: Schema.Int,
  sentence: Schema.String
}) {
  override get message() {
    return `Decisions about messages ${this.first} and ${this.second} contradict: ${this.sentence}. Withdraw one of them.`
  }
}

/** A start that already holds every decision, and the bounds that keep it so. */
export interface Restrained {
  readonly start: Partition
  readonly bounds: Bounds
  /** messages that do not follow their text: message -> theme in the numbers of the start */
  readonly exceptions: ReadonlyMap<number, number>
}

interface Group {
  readonly members: Array<number>
  pin: number
  label: number
}

/**
 * Applies decisions to a start whose themes below `old` are those of the previous build. Messages that decisions name
 * start where they must be and stay; themes that must not join never do.
 */
export const restrain = (
  corpus: Corpus,
  start: Partition,
  old: number,
  home: Int32Array,
  decided: Constraints
): Restrained => {
  const theme = start.theme.slice()
  const groups = grouped(decided)
  for (const group of groups.values())
    group.label = group.pin >= 0 ? group.pin : theme[corpus.textOf[group.members[0]]]
  const themes = separated(decided, groups, start.themes)
  const frozen = new Uint8Array(theme.length)
  const exceptions = new Map<number, number>()
  for (const message of [...groups.keys()].sort((a, b) => a - b)) {
    const text = corpus.textOf[message]
    const { label } = groups.get(message)!
    if (frozen[text] === 0) theme[text] = label
    if (theme[text] !== label) exceptions.set(message, label)
    frozen[text] = 1
  }
  const apart = new Apart(old)
  for (const [a, b] of decided.separate) apart.forbid(groups.get(a)!.label, groups.get(b)!.label)
  for (const [a, b] of decided.forbidden) apart.forbid(a, b)
  for (const one of decided.locked) apart.lock(one)
  return { start: { theme, themes }, bounds: { frozen, home, apart }, exceptions }
}

/** Messages that must be together, by each message that any decision names. */
const grouped = ({ pinned, together, separate }: Constraints): Map<number, Group> => {
  const groups = new Map<number, Group>()
  const of = (message: number): Group => {
    const known = groups.get(message) ?? { members: [message], pin: -1, label: -1 }
    groups.set(message, known)
    return known
  }
  for (const [a, b] of together) {
    const [first, second] = [of(a), of(b)]
    if (first === second) continue
    for (const member of second.members) groups.set(member, first)
    first.members.push(...second.members)
  }
  for (const { message, theme } of pinned) {
    const group = of(message)
    if (group.pin >= 0 && group.pin !== theme)
      throw contradiction(group.members[0], message, "together, yet pinned to two themes")
    group.pin = theme
  }
  for (const [a, b] of separate) if (of(a) === of(b)) throw contradiction(a, b, "together and apart")
  for (const group of groups.values()) group.members.sort((a, b) => a - b)
  return groups
}

/** Gives messages that must be apart and start in one theme a theme of their own; returns the number of themes. */
const separated = ({ separate }: Constraints, groups: ReadonlyMap<number, Group>, themes: number): number => {
  let next = themes
  for (const [a, b] of separate) {
    const [first, second] = [groups.get(a)!, groups.get(b)!]
    if (first.label !== second.label) continue
    if (first.pin >= 0 && second.pin >= 0) throw contradiction(a, b, "apart, yet pinned to one theme")
    const moving = second.pin >= 0 ? first : second
    moving.label = next++
  }
  return next
}

const contradiction = (first: number, second: number, sentence: string) =>
  new DecisionsContradict({ first, second, sentence })

/** A build that broke a decision: a fault of the engine, never to be published. */
export class DecisionBroken extends Schema.TaggedError<DecisionBroken>()("DecisionBroken", {
  sentence: Schema.String
}) {
  override get message() {
    return `The themes break a decision: ${this.sentence}. Nothing was published; please report this.`
  }
}

/** Throws `DecisionBroken` unless every decision holds; `origin[theme]` is the previous number of a theme, or -1. */
export const check = (
  theme: Int32Array,
  origin: Int32Array,
  { pinned, together, separate }: Constraints
): void => {
  for (const pin of pinned)
    if (theme[pin.message] < 0 || origin[theme[pin.message]] !== pin.theme)
      throw new DecisionBroken({ sentence: `message ${pin.message} is not in theme ${pin.theme}` })
  for (const [a, b] of together)
    if (theme[a] !== theme[b])
      throw new DecisionBroken({ sentence: `messages ${a} and ${b} are not together` })
  for (const [a, b] of separate)
    if (theme[a] >= 0 && theme[a] === theme[b])
      throw new DecisionBroken({ sentence: `messages ${a} and ${b} are together` })
}
