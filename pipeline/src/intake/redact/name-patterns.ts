const product = (...parts: ReadonlyArray<string>): ReadonlyArray<string> =>
  parts.reduce<ReadonlyArray<string>>(
    (all, part) => all.flatMap((head) => [...part].map((letter) => head + letter)),
    [""]
  )

/** Names of capitalised words by the letters of name-letters.ts; the longest that fits is taken. */
export const patterns: ReadonlySet<string> = new Set([
  ...product("SstXZFf", "FfX", "Pp"),
  ...product("FfX", "P", "SstXZ"),
  ...product("Ff", "p", "SstXZ"),
  ...product("F", "F", "SstZ"),
  ...product("SstXZFfPp", "I", "I"),
  ...product("I", "I", "SstXZFfPp"),
  ...product("F", "I", "SstXZ"),
  ...product("FfX", "P"),
  ...product("Ff", "p"),
  ...product("SstZ", "P"),
  ...product("F", "SstXZ"),
  ...product("f", "SsZ"),
  ...product("SstXZ", "F"),
  ...product("SsZ", "f"),
  ...product("FF"[0], "F"),
  ...product("SsZFt", "I"),
  ...product("I", "SsZt"),
  "P"
])

/** Names of capitalised words that a cue before or a class after vouches for. */
export const cuedPatterns: ReadonlySet<string> = new Set([...patterns, ...product("FfSstZX", "FfSstZX")])

/** Names of small letters: both parts must be known, and the pair must say that it is a person. */
export const smallPatterns: ReadonlySet<string> = new Set([
  ...product("SstFf", "Ff", "P"),
  ...product("Ff", "P", "Sst"),
  ...product("Ff", "P"),
  ...product("F", "S"),
  ...product("S", "F")
])

/** Names of small letters after «меня зовут», «фамилия»: the cue vouches for them. */
export const toldPatterns: ReadonlySet<string> = new Set([
  ...smallPatterns,
  ...product("FfSst", "FfSst"),
  ...product("FfSstp")
])

export const longestPattern = 3
