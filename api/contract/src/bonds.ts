import type { MessageId, ThemeId } from "./vocabulary.ts"

/** What one decision asks of messages; a place in theme null is the new theme of the split `seq`. */
export type Bond =
  | { readonly kind: "link" | "part"; readonly seq: number; readonly a: MessageId; readonly b: MessageId }
  | {
      readonly kind: "place"
      readonly seq: number
      readonly message: MessageId
      readonly theme: ThemeId | null
      /** the theme that a split takes it out of */
      readonly from: ThemeId | null
    }

interface Place {
  readonly seq: number
  /** the theme, or the split whose new theme it is */
  readonly to: string
}

/** Messages that must be together, with where they must be and from whom they must be apart. */
interface Group {
  /** the last decision taken in that joined it */
  linked: number
  place: Place | undefined
  readonly members: Array<MessageId>
  readonly apart: Map<MessageId, number>
}

/** Decisions about messages that all can hold at once. */
export class Bonds {
  readonly held: Array<Bond> = []
  readonly #groups = new Map<MessageId, Group>()
  readonly #placed = new Set<MessageId>()

  /** Takes a bond in unless one taken before stands against it, whose number is given then. */
  add(bond: Bond): number | undefined {
    if (bond.kind === "place" && this.#placed.has(bond.message)) return undefined
    const against = this.#against(bond)
    if (against === undefined) {
      this.held.push(bond)
      this.#take(bond)
    }
    return against
  }

  #against(bond: Bond): number | undefined {
    if (bond.kind === "place") return this.#againstPlace(bond.message, this.#placeOf(bond))
    const [a, b] = [this.#of(bond.a), this.#of(bond.b)]
    return bond.kind === "link" ? this.#againstLink(a, b) : this.#againstParting(a, b)
  }

  #againstPlace(message: MessageId, place: Place): number | undefined {
    const group = this.#of(message)
    if (group.place !== undefined && group.place.to !== place.to) return group.place.seq
    for (const [other, seq] of group.apart) if (this.#of(other).place?.to === place.to) return seq
    return undefined
  }

  #againstLink(a: Group, b: Group): number | undefined {
    if (a === b) return undefined
    for (const member of b.members) if (a.apart.has(member)) return a.apart.get(member)
    if (a.place !== undefined && b.place !== undefined && a.place.to !== b.place.to)
      return Math.max(a.place.seq, b.place.seq)
    const to = (a.place ?? b.place)?.to
    if (to === undefined) return undefined
    for (const [other, seq] of [...a.apart, ...b.apart]) if (this.#of(other).place?.to === to) return seq
    return undefined
  }

  #againstParting(a: Group, b: Group): number | undefined {
    if (a === b) return a.linked
    if (a.place === undefined || a.place.to !== b.place?.to) return undefined
    return Math.max(a.place.seq, b.place.seq)
  }

  #take(bond: Bond): void {
    if (bond.kind === "place") {
      this.#placed.add(bond.message)
      this.#of(bond.message).place ??= this.#placeOf(bond)
    } else if (bond.kind === "part") {
      this.#part(this.#of(bond.a), this.#of(bond.b), bond.seq)
    } else this.#link(this.#of(bond.a), this.#of(bond.b), bond.seq)
  }

  #part(a: Group, b: Group, seq: number): void {
    for (const member of b.members) a.apart.set(member, seq)
    for (const member of a.members) b.apart.set(member, seq)
  }

  #link(a: Group, b: Group, seq: number): void {
    if (a === b) return
    for (const [other, by] of b.apart) for (const member of a.members) this.#of(other).apart.set(member, by)
    for (const [other, by] of a.apart) for (const member of b.members) this.#of(other).apart.set(member, by)
    for (const [other, by] of b.apart) a.apart.set(other, by)
    for (const member of b.members) this.#groups.set(member, a)
    a.members.push(...b.members)
    a.place ??= b.place
    a.linked = seq
  }

  #placeOf({ seq, theme }: Extract<Bond, { readonly kind: "place" }>): Place {
    return { seq, to: theme ?? `split ${seq}` }
  }

  #of(message: MessageId): Group {
    const known = this.#groups.get(message)
    if (known !== undefined) return known
    const group: Group = { linked: 0, place: undefined, members: [message], apart: new Map() }
    this.#groups.set(message, group)
    return group
  }
}
