/** Failed sign-ins of one account from one address, of one address, or of one account, and the last of them. */
export interface Failures {
  readonly failures: number
  readonly failedAt: number
}

/** How many failures are free, and how long a wait may grow in seconds. */
export interface Patience {
  readonly free: number
  readonly longest: number
}

/**
 * One account from one address soon waits a quarter of an hour; one address, over many accounts, likewise. An
 * account that is guessed at from everywhere waits half a minute at most, so that nobody can lock its person out.
 */
export const patience = {
  pair: { free: 5, longest: 900 },
  address: { free: 20, longest: 900 },
  account: { free: 50, longest: 30 }
} as const satisfies Record<string, Patience>

/** Failures older than this are forgotten, in milliseconds. */
export const memory = 24 * 3_600_000

/** Milliseconds until the next try: after the free ones 1 s, then twice as long each time. */
export const waitFor = (known: Failures | undefined, { free, longest }: Patience, now: number): number => {
  if (known === undefined || known.failures < free || now - known.failedAt > memory) return 0
  const seconds = Math.min(longest, 2 ** Math.min(20, known.failures - free))
  return Math.max(0, known.failedAt + seconds * 1_000 - now)
}

/** The failures after one more. */
export const failedAgain = (known: Failures | undefined, now: number): Failures => ({
  failures: (known === undefined || now - known.failedAt > memory ? 0 : known.failures) + 1,
  failedAt: now
})
