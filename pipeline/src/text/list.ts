/** Whole numbers appended one by one into a typed array that doubles. */
export class List {
  length = 0
  #array = new Int32Array(1 << 10)

  push(value: number): void {
    if (this.length === this.#array.length) this.#grow()
    this.#array[this.length++] = value
  }

  at(index: number): number {
    return this.#array[index]
  }

  set(index: number, value: number): void {
    this.#array[index] = value
  }

  /** The numbers, in shared memory. */
  finish(): Int32Array {
    const array = new Int32Array(new SharedArrayBuffer(4 * this.length))
    array.set(this.#array.subarray(0, this.length))
    return array
  }

  #grow(): void {
    const array = new Int32Array(this.#array.length * 2)
    array.set(this.#array)
    this.#array = array
  }
}
