import { Agent, get } from "node:http"

/** One request of a load, and the status that is right for it. */
export interface Asked {
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly status?: number
}

export interface Answered {
  /** from the request's start to the last byte, in milliseconds */
  readonly ms: number
  readonly wrong: boolean
}

const once = (url: string, { headers = {}, path, status = 200 }: Asked, agent: Agent) =>
  new Promise<Answered>((resolve) => {
    const began = performance.now()
    const answered = (wrong: boolean) => resolve({ ms: performance.now() - began, wrong })
    get(`${url}${path}`, { agent, headers }, (answer) => {
      answer.resume()
      answer.on("end", () => answered(answer.statusCode !== status))
      answer.on("error", () => answered(true))
    }).on("error", () => answered(true))
  })

/** Asks everything in order over a few connections that stay open, each asking its next when it has its answer. */
export const ask = async (
  url: string,
  requests: ReadonlyArray<Asked>,
  connections: number
): Promise<ReadonlyArray<Answered>> => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const answers: Array<Answered> = []
  const left = requests.values()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (const asked of left) answers.push(await once(url, asked, agent))
    })
  )
  agent.destroy()
  return answers
}
