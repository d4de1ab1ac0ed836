import { StaffRole } from "@otklik/contract/people"
import { groupsIn, readRoles, roleOf } from "@otklik/server/people/provider-settings"
import { readProvider } from "@otklik/server/people/provider-given"
import { Effect, Option, Result } from "effect"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const group = fc.stringMatching(/^[^,;\s]([^,;]{0,20}[^,;\s])?$/u).filter((text) => text.trim() === text)
const role = fc.constantFrom(...StaffRole.literals)

describe("groups of a provider", () => {
  it("are read as they were written, in their order", () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(group, role)), (pairs) => {
        const { odd, roles } = readRoles(pairs.map(([name, of]) => `${name}=${of}`).join(" , "))
        expect([odd, roles]).toEqual([undefined, pairs])
      })
    ))

  it("give the role of the first that fits, and none to others", () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(group, role)), fc.array(group), (roles, mine) => {
        const first = roles.find(([name]) => mine.includes(name))
        expect(roleOf(roles, new Set(mine))).toBe(first?.[1] ?? null)
        expect(roleOf(roles, null)).toBeNull()
      })
    ))

  it.each(["curator", "=curator", "a=boss", "a=curator,b", "a=curator;b=planner"])(
    "that cannot be read are named: %s",
    (text) => expect(text).toContain(readRoles(text).odd)
  )

  it.each([
    [{ groups: ["a", 1, null] }, "groups", ["a"]],
    [{ groups: "a" }, "groups", ["a"]],
    [{ realm_access: { roles: ["a"] } }, "realm_access.roles", ["a"]],
    [{ "https://x.org/groups": ["a"] }, "https://x.org/groups", ["a"]],
    [{ groups: { a: 1 } }, "groups", null],
    [{}, "constructor.name", null]
  ])("are found in %j under %s", (claims, name, found) =>
    expect(groupsIn(claims, name)).toEqual(found === null ? null : new Set(found))
  )
})

describe("settings of a provider", () => {
  const given = {
    issuer: Option.some(new URL("https://id.example.org")),
    client: Option.some("otklik"),
    secret: Option.none(),
    groups: "groups",
    roles: "planners=planner"
  }
  const read = (change: Partial<typeof given> | object, hasUrl = true) =>
    Effect.runSync(Effect.result(readProvider({ ...given, ...change }, hasUrl)))

  it("are none without an issuer, and whole with one", () => {
    expect(read({ issuer: Option.none() })).toEqual(Result.succeed(null))
    expect(Result.isSuccess(read({}))).toBe(true)
    expect(Result.isSuccess(read({ issuer: Option.some(new URL("http://127.0.0.1:1")) }))).toBe(true)
  })

  it.each([
    [{ issuer: Option.some(new URL("http://id.example.org")) }, true, "https"],
    [{ client: Option.none() }, true, "OTKLIK_OIDC_CLIENT"],
    [{}, false, "OTKLIK_URL"],
    [{ roles: "" }, true, "OTKLIK_OIDC_ROLES is missing"],
    [{ roles: "a=boss" }, true, '"a=boss"']
  ])("that cannot work are told in a sentence: %#", (change, hasUrl, words) =>
    expect(Result.merge(read(change, hasUrl))).toContain(words)
  )
})
