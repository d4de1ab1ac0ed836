export const compile: () => Promise<Buffer>
export const generated: URL
export const moduleOf: (binary: Buffer) => string
