import { createServer, type RequestListener } from "node:http"
import { routes } from "@otklik/contract"
import { expect, it, onTestFinished } from "vitest"
import { address, call, CallFailure, decode } from "../../dashboard/src/call.ts"

const health = {
  status: "ok",
  version: "0.1.0",
  database: { kind: "pglite", state: "ready" },
  snapshot: { id: "0123456789abcdef", asOf: "2026-11-20T15:42:00Z", messages: 3, themes: 1, schools: 2 },
  notices: []
}

const served = async (answer: RequestListener) => {
  const server = createServer(answer).listen(0, "127.0.0.1")
  await new Promise((ready) => server.once("listening", ready))
  onTestFinished(() => void server.close())
  const { port } = server.address() as { port: number }
  return { ...routes.health, url: `http://127.0.0.1:${port}/api/health` } as unknown as typeof routes.health
}

const failure = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => undefined,
    (cause: unknown) => cause
  )
  expect(error).toBeInstanceOf(CallFailure)
  return error as CallFailure
}

it("writes an address with its parameters in the path and no empty keys in the search", () => {
  expect(address(routes.theme, { id: "T12" }, {})).toBe("/api/themes/T12")
  expect(address(routes.backlog, {}, { text: "отметки & сроки", limit: "50" })).toBe(
    "/api/backlog?text=%D0%BE%D1%82%D0%BC%D0%B5%D1%82%D0%BA%D0%B8+%26+%D1%81%D1%80%D0%BE%D0%BA%D0%B8&limit=50"
  )
  expect(address(routes.backlogExport, { format: "csv" }, { district: "cao" })).toBe(
    "/api/backlog/export/csv?district=cao"
  )
})

it("decodes an answer by the schema of its own route", () => {
  expect(decode(routes.health, health)).toEqual(health)
})

it("refuses an answer that the contract does not know, and does not show it half read", async () => {
  expect(() => decode(routes.health, { ...health, status: "fine" })).toThrow(CallFailure)
  const route = await served((_, response) => response.end("<html>"))
  expect((await failure(call(route))).kind).toBe("shape")
})

it("gives the server's own sentence when the server explains itself", async () => {
  const detail = "Файл среза не открылся: диск заполнен."
  const route = await served((_, response) => {
    response.writeHead(503, { "content-type": "application/problem+json" })
    response.end(JSON.stringify({ type: "about:blank", title: "Срез занят", status: 503, detail }))
  })
  const error = await failure(call(route))
  expect([error.kind, error.status, error.message]).toEqual(["problem", 503, detail])
})

it("tells a server that fails without a word from one that is not there", async () => {
  const broken = await served((_, response) => void response.writeHead(500).end("oops"))
  expect((await failure(call(broken))).kind).toBe("server")
  const nowhere = {
    ...routes.health,
    url: "http://127.0.0.1:9/api/health"
  } as unknown as unknown as typeof routes.health
  expect((await failure(call(nowhere))).kind).toBe("network")
})

it("calls the real routes and reads what they answer", async () => {
  const route = await served((_, response) => response.end(JSON.stringify(health)))
  expect((await call(route)).snapshot?.themes).toBe(1)
})
