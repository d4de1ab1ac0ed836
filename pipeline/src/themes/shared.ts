const allocate =
  <A>(make: { new (buffer: SharedArrayBuffer): A; readonly BYTES_PER_ELEMENT: number }) =>
  (length: number): A =>
    new make(new SharedArrayBuffer(make.BYTES_PER_ELEMENT * length))

/** New arrays in memory that threads share. */
export const sharedBytes = allocate(Uint8Array)
export const sharedShorts = allocate(Uint16Array)
export const sharedIntegers = allocate(Int32Array)
export const sharedFloats = allocate(Float32Array)
export const sharedDoubles = allocate(Float64Array)

type Numbers = Uint8Array | Uint16Array | Int32Array | Float32Array | Float64Array

const copied = (values: Numbers): Numbers => {
  if (values.buffer instanceof SharedArrayBuffer) return values
  const make = values.constructor as new (buffer: SharedArrayBuffer) => Numbers
  const copy = new make(new SharedArrayBuffer(values.byteLength))
  copy.set(values as never)
  return copy
}

/** A plain value with every typed array inside it in memory that threads share; those already there are not copied. */
export const shared = <A>(value: A): A => {
  if (ArrayBuffer.isView(value)) return copied(value as unknown as Numbers) as A
  if (Array.isArray(value)) return value.map(shared) as A
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shared(part)])) as A
}
