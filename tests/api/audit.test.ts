import { assert, describe, layer } from "@effect/vitest"
import type { AuditItem } from "@otklik/contract/audit"
import { Effect } from "effect"
import { messages } from "../fixtures/messages.ts"
import { administrator, ask, opened, person, servingWithAccounts, signIn } from "./signing.ts"

const read = Effect.fn(function* (query: string, headers: { readonly cookie: string }) {
  const answer = yield* ask("GET", `/api/audit?${query}`, undefined, headers)
  assert.strictEqual(answer.statusCode, 200, answer.body)
  return answer.json() as { readonly items: ReadonlyArray<AuditItem>; readonly next: string | null }
})

for (const [kind, serving] of servingWithAccounts)
  describe(`the audit on ${kind}`, () => {
    layer(serving, { timeout: "3 minutes", excludeTestServices: true })((it) => {
      it.effect("tells who came in and who did not, from where and why", () =>
        Effect.gen(function* () {
          yield* opened
          const boss = yield* administrator
          yield* person("closed", "planner")
          yield* ask("PATCH", "/api/people/closed", { version: 1, disabled: true }, boss)
          yield* signIn("closed")
          yield* signIn("closed", "не тот пароль")
          yield* signIn("кто угодно, кроме нас", "пароль вместо имени")
          const { items } = yield* read("kind=sign_in_refused", boss)
          assert.deepStrictEqual(
            items.map(({ detail, person }) => [person, detail.why, detail.means, detail.address]),
            [
              [null, "wrong", "password", "127.0.0.1"],
              ["closed", "wrong", "password", "127.0.0.1"],
              ["closed", "closed", "password", "127.0.0.1"]
            ]
          )
          const { items: about } = yield* read("person=closed", boss)
          assert.deepStrictEqual(
            about.map(({ kind }) => kind),
            ["sign_in_refused", "sign_in_refused", "person_changed", "sign_in", "person_added"]
          )
          assert.deepStrictEqual(about[2]!.detail, { id: "closed", disabled: true })
        })
      )

      it.effect(
        "tells who took a file away, narrowed by what, of how many rows, and no words of anybody",
        () =>
          Effect.gen(function* () {
            const boss = yield* administrator
            const planner = yield* person("taker", "planner")
            const word = "отметки"
            const url = `/api/backlog/export/csv?district=sao&text=${encodeURIComponent(word)}`
            const file = yield* ask("GET", url, undefined, planner)
            assert.strictEqual(file.statusCode, 200)
            yield* ask("GET", url, undefined, { ...planner, "if-none-match": String(file.headers["etag"]) })
            yield* ask("GET", "/api/backlog/export/xlsx", undefined, planner)
            yield* ask("GET", "/api/backlog/export/csv?from=yesterday", undefined, planner)
            const { items } = yield* read("kind=export&person=taker", boss)
            const rows = file.body.trim().split("\r\n").length - 1
            assert.deepStrictEqual(items[2]!.detail, {
              list: "backlog",
              format: "csv",
              filter: { district: "sao", text: "…", sort: "rank" },
              rows
            })
            assert.deepStrictEqual(
              items.map(({ detail }) => [detail.format, detail.rows === undefined]),
              [
                ["xlsx", false],
                ["csv", true],
                ["csv", false]
              ]
            )
            const { items: all } = yield* read("limit=500", boss)
            const told = JSON.stringify(all)
            assert.notInclude(told, word)
            for (const { text } of messages) assert.notInclude(told, text)
            assert.notMatch(told, /пароль|кто угодно/)
          })
      )

      it.effect("is read page by page, each row once, though it grows meanwhile", () =>
        Effect.gen(function* () {
          const boss = yield* administrator
          const { items: all } = yield* read("limit=500", boss)
          const seen: Array<number> = []
          let cursor = ""
          do {
            const page = yield* read(`limit=4${cursor}`, boss)
            seen.push(...page.items.map(({ sequence }) => sequence))
            yield* signIn("boss")
            cursor = page.next === null ? "" : `&cursor=${page.next}`
          } while (cursor !== "")
          assert.deepStrictEqual(
            seen,
            all.map(({ sequence }) => sequence)
          )
          for (const query of ["kind=export&cursor=x", "kind=nothing", "person=%D0%AB"])
            assert.strictEqual((yield* ask("GET", `/api/audit?${query}`, undefined, boss)).statusCode, 400)
        })
      )
    })
  })
