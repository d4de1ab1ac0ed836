import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from "@duckdb/node-api"
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler
} from "kysely"

class DuckDbConnection implements DatabaseConnection {
  readonly #raw: DuckDBConnection

  constructor(raw: DuckDBConnection) {
    this.#raw = raw
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery) {
    const reader = await this.#raw.runAndReadAll(sql, parameters as Array<DuckDBValue>)
    return { rows: reader.getRowObjectsJS() as Array<R> }
  }

  async *streamQuery<R>({ sql, parameters }: CompiledQuery) {
    const result = await this.#raw.stream(sql, parameters as Array<DuckDBValue>)
    for await (const rows of result.yieldRowObjectJs()) yield { rows: rows as Array<R> }
  }

  close() {
    this.#raw.closeSync()
  }
}

class DuckDbDriver implements Driver {
  readonly #instance: DuckDBInstance
  readonly #prepare: ReadonlyArray<string>

  constructor(instance: DuckDBInstance, prepare: ReadonlyArray<string>) {
    this.#instance = instance
    this.#prepare = prepare
  }

  async init() {}

  async acquireConnection() {
    const raw = await this.#instance.connect()
    for (const statement of this.#prepare) await raw.run(statement)
    return new DuckDbConnection(raw)
  }

  async beginTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw("begin"))
  }

  async commitTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw("commit"))
  }

  async rollbackTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw("rollback"))
  }

  async releaseConnection(connection: DatabaseConnection) {
    ;(connection as DuckDbConnection).close()
  }

  async destroy() {}
}

/**
 * Kysely over a DuckDB instance that someone else owns: it speaks PostgreSQL closely enough for reading.
 * `prepare` runs on every new connection, e.g. `use snapshot_1`.
 */
export const duckDbDialect = (instance: DuckDBInstance, prepare: ReadonlyArray<string> = []): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DuckDbDriver(instance, prepare),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler()
})
