import { denseKernel } from "./dense-kernel.gen.ts"

interface Kernel {
  multiply(rows: number, start: number, ids: number, values: number, x: number, y: number, d: number): void
  multiplyTransposed(
    rows: number,
    columns: number,
    start: number,
    ids: number,
    values: number,
    x: number,
    y: number,
    d: number
  ): void
  dots(point: number, points: number, list: number, length: number, scores: number, d: number): void
  nearest(
    points: number,
    from: number,
    to: number,
    centres: number,
    k: number,
    best: number,
    scores: number,
    d: number
  ): void
  gram(x: number, rows: number, d: number, g: number): void
  times(x: number, rows: number, d: number, m: number, y: number): void
}

const PAGE = 65_536
const module = new WebAssembly.Module(Buffer.from(denseKernel, "base64"))

/** A linear memory with the SIMD kernels over it. Addresses are bytes; room is never given back. */
export class Dense {
  readonly run: Kernel
  readonly #memory: WebAssembly.Memory
  #end = PAGE

  constructor() {
    this.#memory = new WebAssembly.Memory({ initial: 1, maximum: PAGE })
    this.run = new WebAssembly.Instance(module, { env: { memory: this.#memory } })
      .exports as unknown as Kernel
  }

  room(bytes: number): number {
    const at = this.#end
    this.#end += (bytes + 15) & ~15
    const pages = Math.ceil(this.#end / PAGE) - this.#memory.buffer.byteLength / PAGE
    if (pages > 0) this.#memory.grow(pages)
    return at
  }

  put(values: Int32Array | Float32Array): number {
    const at = this.room(values.byteLength)
    if (values instanceof Int32Array) this.integers(at, values.length).set(values)
    else this.floats(at, values.length).set(values)
    return at
  }

  /** A view that the next `room` may detach. */
  floats(at: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, at, length)
  }

  integers(at: number, length: number): Int32Array {
    return new Int32Array(this.#memory.buffer, at, length)
  }
}
