import { type MessagePort, receiveMessageOnPort, workerData } from "node:worker_threads"
import { type Errand, takeChunks, type Work } from "./crew.ts"

const { bell, port } = workerData as { readonly bell: Int32Array; readonly port: MessagePort }

/** Nobody takes another chunk, and whoever waits for them all wakes. */
const breakOff = ({ chunks, state, wrong }: Errand, cause: unknown): void => {
  const sentence = new TextEncoder().encode(String(cause)).subarray(0, wrong.length)
  wrong.set(sentence)
  Atomics.store(state, 2, sentence.length)
  Atomics.add(state, 0, chunks)
  Atomics.sub(state, 1, chunks)
  Atomics.notify(state, 1)
}

const run = async (errand: Errand): Promise<void> => {
  try {
    if (Atomics.load(errand.state, 0) >= errand.chunks) return
    const { work } = (await import(errand.url)) as { readonly work: Work<unknown> }
    takeChunks(errand, work(errand.input))
  } catch (cause) {
    breakOff(errand, cause)
  }
}

for (let heard = 0; heard >= 0; heard = Atomics.load(bell, 0)) {
  for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port))
    await run(next.message as Errand)
  Atomics.wait(bell, 0, heard)
}
