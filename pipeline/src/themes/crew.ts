import { Schema } from "effect"
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads"
import { sharedBytes, sharedIntegers } from "./shared.ts"

/** A thread that broke off or fell silent; nothing of what it was to make can be used. */
export class ThreadLost extends Schema.TaggedError<ThreadLost>()("ThreadLost", { sentence: Schema.String }) {
  override get message() {
    return `The themes could not be found: ${this.sentence}. Try again with OTKLIK_THREADS=1, or with more memory.`
  }
}

/** Prepares for an input and gives what does one chunk of it; a chunk is never done twice. */
export type Work<Input> = (input: Input) => (chunk: number) => void

/** Work as every thread can find it: the module that exports it as `work`. */
export interface Task<Input> {
  readonly url: string
  readonly work: Work<Input>
}

/** What a thread is told of a task; `input` is plain, its arrays are in shared memory. */
export interface Errand {
  readonly url: string
  readonly input: unknown
  readonly chunks: number
  /** [next chunk, chunks done, length of what went wrong] */
  readonly state: Int32Array
  readonly wrong: Uint8Array
}

/** Takes chunks until none is left. */
export const takeChunks = ({ chunks, state }: Errand, work: (chunk: number) => void): void => {
  for (let chunk = 0; (chunk = Atomics.add(state, 0, 1)) < chunks;) {
    work(chunk)
    Atomics.add(state, 1, 1)
    Atomics.notify(state, 1)
  }
}

const SENTENCE = 1000
/** A thread that finishes no chunk for this long is lost. */
const PATIENCE = 600_000

/**
 * Threads that share tasks with the caller, started at the first task. With one thread the caller does all by
 * itself, in the same chunks. To be closed when done.
 */
export class Crew {
  readonly threads: number
  readonly #patience: number
  readonly #bell = sharedIntegers(1)
  #ports: ReadonlyArray<MessagePort> | undefined

  constructor(threads: number, patience = PATIENCE) {
    this.threads = Math.max(1, threads)
    this.#patience = patience
  }

  /** Does all chunks on all threads, which only shared memory remembers; throws `ThreadLost` where one breaks off. */
  share<Input>({ url, work }: Task<Input>, input: Input, chunks: number): void {
    const errand = { url, input, chunks, state: sharedIntegers(3), wrong: sharedBytes(SENTENCE) }
    if (chunks > 1 && this.threads > 1) {
      for (const port of (this.#ports ??= this.#hired())) port.postMessage(errand)
      Atomics.add(this.#bell, 0, 1)
      Atomics.notify(this.#bell, 0)
    }
    takeChunks(errand, work(input))
    this.#await(errand)
  }

  close(): void {
    Atomics.store(this.#bell, 0, -1)
    Atomics.notify(this.#bell, 0)
    for (const port of this.#ports ?? []) port.close()
    this.#ports = undefined
  }

  #hired(): ReadonlyArray<MessagePort> {
    return Array.from({ length: this.threads - 1 }, () => {
      const { port1, port2 } = new MessageChannel()
      const worker = new Worker(new URL("crew-worker.ts", import.meta.url), {
        workerData: { port: port2, bell: this.#bell },
        transferList: [port2]
      })
      worker.on("error", () => undefined).unref()
      port1.unref()
      return port1
    })
  }

  #await({ chunks, state, wrong }: Errand): void {
    for (let done = Atomics.load(state, 1); ; done = Atomics.load(state, 1)) {
      const length = Atomics.load(state, 2)
      if (length > 0) throw new ThreadLost({ sentence: new TextDecoder().decode(wrong.slice(0, length)) })
      if (done >= chunks) return
      if (Atomics.wait(state, 1, done, this.#patience) === "timed-out")
        throw new ThreadLost({ sentence: "a thread does not answer" })
    }
  }
}
