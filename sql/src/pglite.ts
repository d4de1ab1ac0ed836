import { Worker } from "node:worker_threads"
import {
  AbortedTransactionError,
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PGliteAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult
} from "kysely"

/** To the worker: one statement, or null to close. */
export interface Asked {
  readonly id: number
  readonly sql: string | null
  readonly parameters: ReadonlyArray<unknown>
}

/** From the worker: the answer to `id`; 0 says that the database is open. */
export type Told =
  | { readonly id: number; readonly rows: ReadonlyArray<unknown>; readonly affected: number }
  | { readonly id: number; readonly error: Readonly<Record<string, string>> }

type Answer = Extract<Told, { rows: unknown }>

/** The worker that owns the database has ended: nothing unanswered was acknowledged. */
export class WorkerEnded extends Error {
  override readonly name = "WorkerEnded"
  readonly code = "57P01"
}

class Remote {
  readonly #worker: Worker
  readonly #waiting = new Map<number, PromiseWithResolvers<Answer>>()
  #last = 0
  #isOpen = false
  #ended = false

  constructor(folder: string) {
    this.#worker = new Worker(new URL("./pglite-worker.ts", import.meta.url), { workerData: { folder } })
    this.#worker.on("message", (told: Told) => this.#settle(told))
    this.#worker.on("error", (error) => this.#end(error))
    this.#worker.on("exit", () => this.#end(new WorkerEnded("The embedded database's worker has ended")))
  }

  readonly opened = this.#wait(0)

  ask(sql: string | null, parameters: ReadonlyArray<unknown>): Promise<Answer> {
    if (this.#ended) return Promise.reject(new WorkerEnded("The embedded database's worker has ended"))
    const id = ++this.#last
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
    this.#worker.postMessage({ id, sql, parameters } satisfies Asked)
    return this.#wait(id)
  }

  /** What is being opened holds nothing yet that anyone was told of: it is not waited for. */
  async close(): Promise<void> {
    if (this.#isOpen && !this.#ended) await this.ask(null, []).catch(() => undefined)
    await this.#worker.terminate()
  }

  #wait(id: number): Promise<Answer> {
    const waiting = Promise.withResolvers<Answer>()
    this.#waiting.set(id, waiting)
    return waiting.promise
  }

  #settle(told: Told) {
    const waiting = this.#waiting.get(told.id)
    this.#waiting.delete(told.id)
    if (told.id === 0) this.#isOpen = true
    if ("error" in told) waiting?.reject(Object.assign(new Error(told.error["message"]), told.error))
    else waiting?.resolve(told)
  }

  #end(reason: Error) {
    this.#ended = true
    for (const { reject } of this.#waiting.values()) reject(reason)
    this.#waiting.clear()
  }
}

class Connection implements DatabaseConnection {
  readonly #remote: Remote
  #failed = false
  constructor(remote: Remote) {
    this.#remote = remote
  }
  async executeQuery<R>({ parameters, sql }: CompiledQuery): Promise<QueryResult<R>> {
    const { affected, rows } = await this.#remote.ask(sql, parameters).catch((error: unknown) => {
      this.#failed = true
      throw error
    })
    return { rows: rows as Array<R>, numAffectedRows: BigInt(affected) }
  }
  /** PostgreSQL answers `commit` after a failed statement with a rollback, and without an error */
  async commit() {
    if (!this.#failed) return this.executeQuery(CompiledQuery.raw("commit"))
    await this.executeQuery(CompiledQuery.raw("rollback"))
    throw new AbortedTransactionError()
  }
  // oxlint-disable-next-line require-yield -- the interface asks for a generator
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error("The embedded database does not stream: read in pages")
  }
}

/** PGlite has one connection: whoever holds it holds it until the transaction's end. */
class WorkerDriver implements Driver {
  readonly #folder: string
  #remote: Remote | undefined
  #free: Promise<void> = Promise.resolve()
  readonly #release = new WeakMap<DatabaseConnection, () => void>()
  constructor(folder: string) {
    this.#folder = folder
  }
  async init() {
    this.#remote = new Remote(this.#folder)
    await this.#remote.opened
  }
  async acquireConnection() {
    const before = this.#free
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#free = promise
    await before
    const connection = new Connection(this.#remote!)
    this.#release.set(connection, resolve)
    return connection
  }
  async beginTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw("begin"))
  }
  async commitTransaction(connection: DatabaseConnection) {
    await (connection as Connection).commit()
  }
  async rollbackTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw("rollback"))
  }
  async releaseConnection(connection: DatabaseConnection) {
    this.#release.get(connection)?.()
  }
  async destroy() {
    await this.#remote?.close()
  }
}

/**
 * PGlite under Kysely, in a worker thread: on the main thread one slow query stops every request. The caller
 * holds `peopleLock`. Failed statements carry PostgreSQL's own `code`, as with `pg`.
 */
export const workerDialect = (folder: string): Dialect => ({
  createAdapter: () => new PGliteAdapter(),
  createDriver: () => new WorkerDriver(folder),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler()
})
