const SEED = 20_261_126

/** A number of 0 to 1 from a replicate and a thing's number, the same on every machine (the finaliser of MurmurHash3). */
export const chance = (replicate: number, thing: number): number => {
  let hash = Math.imul(thing ^ SEED, 0x9e3779b1) ^ Math.imul(replicate + 1, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296
}
