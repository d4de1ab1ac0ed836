import { Effect, type Redacted, Schema } from "effect"
import { Redacted as Secret } from "effect"
import { Client } from "pg"

export class PostgresUnreachable extends Schema.TaggedError<PostgresUnreachable>()("PostgresUnreachable", {
  reason: Schema.String
}) {}

/** The server's version number, e.g. 150018 for 15.18; connects once, waits at most three seconds, changes nothing. */
export const postgresVersion = (url: Redacted.Redacted<string>): Effect.Effect<number, PostgresUnreachable> =>
  Effect.tryPromise({
    try: async () => {
      const client = new Client({ connectionString: Secret.value(url), connectionTimeoutMillis: 3_000 })
      try {
        await client.connect()
        const { rows } = await client.query<{ server_version_num: string }>("show server_version_num")
        return Number(rows[0]?.server_version_num)
      } finally {
        await client.end().catch(() => undefined)
      }
    },
    catch: (cause) =>
      new PostgresUnreachable({ reason: cause instanceof Error ? cause.message : "no answer" })
  })
