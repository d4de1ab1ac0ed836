import { spawn } from "node:child_process"
import { join } from "node:path"
import { freePort } from "../../city.ts"

const entry = join(import.meta.dirname, "../../../pipeline/bin/otklik.js")
const password = "лошадь скрепка батарея"

/** Somebody signed in: `send` asks in their name. */
export interface Person {
  readonly id: string
  readonly send: (method: string, path: string, body?: object) => Promise<Response>
}

export interface House {
  readonly administrator: Person
  readonly hire: (id: string, role: string) => Promise<Person>
  readonly stop: () => Promise<void>
}

const personAt = (url: string, id: string, cookie: string): Person => ({
  id,
  send: (method, path, body) =>
    fetch(`${url}${path}`, {
      method,
      headers: {
        cookie,
        "x-otklik": "1",
        ...(body === undefined ? {} : { "content-type": "application/json" })
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
})

const secretOf = (link: string) => link.split("#")[1] ?? ""

/** Uses a one-time link up. */
const enter = async (url: string, id: string, link: string): Promise<Person> => {
  const nobody = personAt(url, id, "")
  const body = { secret: secretOf(link), password, person: id, name: id }
  const answer = await nobody.send("POST", "/api/invitation", body)
  if (!answer.ok) throw new Error(`${id} could not come in: ${await answer.text()}`)
  return personAt(url, id, answer.headers.get("set-cookie")?.split(";")[0] ?? "")
}

/** Serves a store whose people have accounts, and lets its first administrator in. */
export const openHouse = async (store: string): Promise<House> => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = spawn(process.execPath, [entry, "serve"], {
    env: { ...process.env, OTKLIK_STORE: store, OTKLIK_PORT: String(port), OTKLIK_DEMONSTRATION: "off" },
    stdio: ["ignore", "pipe", "inherit"]
  })
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()))
  const link = await new Promise<string>((resolve, reject) => {
    let said = ""
    server.stdout.on("data", (part: Buffer) => {
      said += part.toString()
      const found = /http\S+#\S+/.exec(said)
      if (found !== null) resolve(found[0])
    })
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${said}`)))
  })
  const administrator = await enter(url, "boss", link)
  return {
    administrator,
    hire: async (id, role) => {
      const answer = await administrator.send("POST", "/api/people", { id, name: id, role })
      const { invitation } = (await answer.json()) as { readonly invitation: { readonly link: string } }
      return enter(url, id, invitation.link)
    },
    stop: async () => {
      server.kill("SIGTERM")
      await ended
    }
  }
}
