import fc from "fast-check"
import { expect, it } from "vitest"
import { parseAll } from "@otklik/pipeline/sources/incremental"
import { JsonElements, recordsPath } from "@otklik/pipeline/sources/json"

const pieces = (text: string, size: number) =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(i * size, (i + 1) * size))

const elements = (text: string, path: string, size: number) =>
  parseAll(new JsonElements((it) => it === path), pieces(text, size))

it("elements are cut out of any document at any size of piece", () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue()),
      fc.jsonValue(),
      fc.integer({ min: 1, max: 50 }),
      fc.boolean(),
      (items, other, size, pretty) => {
        const text = JSON.stringify({ other, tickets: items, after: [other] }, null, pretty ? 2 : undefined)
        const found = elements(text, "tickets", size)
        expect(found.map((element) => JSON.parse(element.text) as unknown)).toEqual(
          JSON.parse(JSON.stringify(items))
        )
      }
    )
  )
})

it("a document cut anywhere gives its whole elements and says once that it broke off", () => {
  const text = JSON.stringify({ tickets: [{ id: 1, text: 'a"]}' }, { id: 2 }, { id: 3 }] })
  for (let at = 1; at < text.length; at++) {
    const found = elements(text.slice(0, at), "tickets", 7)
    const whole = found.filter(({ fault }) => fault === undefined)
    expect(whole.map((element) => (JSON.parse(element.text) as { id: number }).id)).toEqual(
      [1, 2, 3].slice(0, whole.length)
    )
    expect(found.length - whole.length).toBe(1)
  }
})

it("scalars around an array are told with its elements", () => {
  const [element] = elements('{"name":"Чат","id":7,"messages":[{"id":1}]}', "messages", 100)
  expect(element!.around).toEqual({ name: "Чат", id: "7" })
})

it.each([
  ['[{"a":1}]', ""],
  ['{"users":[{"id":1}],"tickets":[{"id":2}]}', "tickets"],
  ['{"chats":{"list":[{"id":9,"messages":[{"id":1}]}]}}', "chats.list.messages"],
  ['{"rows_of_mine":[{"id":1}]}', "rows_of_mine"],
  ['{"a":1}', undefined]
])("the records of %s stand at %s", (text, path) => {
  expect(recordsPath(text)).toBe(path)
})
