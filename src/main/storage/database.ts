import Database from 'better-sqlite3'
import { pathToFileURL } from 'node:url'
import { foldCase, checkOf, type StoredText } from './text.ts'
import { asFailureError } from './problems.ts'

// The library reads this once, when it is first used: it lets a `file:` address say `immutable=1`,
// the only way to read a WAL database in a folder that cannot be written.
process.env['SQLITE_USE_URI'] = '1'

declare const readable: unique symbol
declare const writable: unique symbol

/** A database that may be asked. What it is made of stays inside this room. */
export interface ReadDb { readonly [readable]: true }
/** A database that may also be changed. */
export interface WriteDb extends ReadDb { readonly [writable]: true }

export type Connection = Database.Database
type Parameters = readonly unknown[]

const busyTimeoutMs = 5000
/** The write-ahead log is cut back to this after a checkpoint, in bytes. */
const journalLimit = 16 * 1024 * 1024

/** Opens a database file to write, with the settings that every store of Casement has. The file must be there. */
export function openToWrite(file: string): Connection {
  const connection = new Database(file, { fileMustExist: true, timeout: busyTimeoutMs })
  try {
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = FULL')
    connection.pragma('secure_delete = ON')
    connection.pragma('foreign_keys = ON')
    connection.pragma(`journal_size_limit = ${journalLimit}`)
    harden(connection)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/**
 * Opens a database file to read.
 * @param immutable promises that nobody changes the file meanwhile: no side file is made or read
 */
export function openToRead(file: string, immutable: boolean): Connection {
  const connection = new Database(immutable ? `${pathToFileURL(file).href}?immutable=1` : file, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs })
  try {
    harden(connection)
    connection.pragma('query_only = ON')
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Opens an empty database that lies in memory alone. */
export function openInMemory(): Connection {
  const connection = new Database(':memory:')
  connection.pragma('foreign_keys = ON')
  harden(connection)
  return connection
}

/** Opens the bytes of a database in memory; the file they came from is never touched again. */
export function openBytes(bytes: Buffer): Connection {
  const connection = new Database(bytes)
  harden(connection)
  return connection
}

function harden(connection: Connection): void {
  connection.pragma('trusted_schema = OFF')
  connection.pragma('cell_size_check = ON')
  // Sorting must not leave message text in a temporary file.
  connection.pragma('temp_store = MEMORY')
  connection.function('fold_case', { deterministic: true }, (text) => typeof text === 'string' ? foldCase(text) : text)
  connection.function('content_check', { deterministic: true }, (stored) => checkOf(stored as StoredText))
}

export function asReadDb(connection: Connection): ReadDb { return connection as unknown as ReadDb }
export function asWriteDb(connection: Connection): WriteDb { return connection as unknown as WriteDb }
export function connectionOf(db: ReadDb): Connection { return db as unknown as Connection }

const statements = new WeakMap<Connection, Map<string, Database.Statement>>()

function prepare(db: ReadDb, sql: string): Database.Statement {
  const connection = connectionOf(db)
  let known = statements.get(connection)
  if (known === undefined) statements.set(connection, known = new Map())
  let statement = known.get(sql)
  if (statement === undefined) known.set(sql, statement = connection.prepare(sql))
  return statement
}

/** All rows of a question. Throws a FailureError where the disk or the file is at fault. */
export function all<Row>(db: ReadDb, sql: string, ...parameters: Parameters): Row[] {
  try { return prepare(db, sql).all(...parameters) as Row[] } catch (error) { throw asFailureError(error) }
}

/** All rows of a question as lists of their columns: several times faster for many small rows. Throws as `all` does. */
export function allLists<Row extends readonly unknown[]>(db: ReadDb, sql: string, ...parameters: Parameters): Row[] {
  try { return connectionOf(db).prepare(sql).raw().all(...parameters) as Row[] } catch (error) { throw asFailureError(error) }
}

/** The first row of a question, or undefined. Throws as `all` does. */
export function first<Row>(db: ReadDb, sql: string, ...parameters: Parameters): Row | undefined {
  try { return prepare(db, sql).get(...parameters) as Row | undefined } catch (error) { throw asFailureError(error) }
}

/** Changes rows and says how many. Throws as `all` does. */
export function run(db: WriteDb, sql: string, ...parameters: Parameters): number {
  try { return prepare(db, sql).run(...parameters).changes } catch (error) { throw asFailureError(error) }
}

/**
 * Does all of `work` or nothing of it. May stand inside another transaction.
 * Throws what `work` throws, or a FailureError (`storage-full`, `storage-corrupt`, `read-only`, `storage-failed`) where the disk is at fault.
 */
export function transaction<T>(db: WriteDb, work: () => T): T {
  const connection = connectionOf(db)
  const isOutermost = !connection.inTransaction
  try {
    const value = connection.transaction(work).immediate()
    if (isOutermost) takeWaiting(connection).forEach((next) => { next() })
    return value
  } catch (error) {
    if (isOutermost) takeWaiting(connection)
    throw asFailureError(error)
  }
}

/**
 * The same for what a loss of power may take along with what follows it: the disk is not waited for. What a process wrote so
 * outlives its end, and the next `transaction` puts it on the disk with its own. Inside another transaction it is a part of that.
 */
export function transactionSoon<T>(db: WriteDb, work: () => T): T {
  const connection = connectionOf(db)
  if (connection.inTransaction) return transaction(db, work)
  const wait = connection.pragma('synchronous', { simple: true }) as number
  try {
    connection.pragma('synchronous = NORMAL')
    return transaction(db, work)
  } finally {
    connection.pragma(`synchronous = ${wait}`)
  }
}

const waiting = new WeakMap<Connection, (() => void)[]>()

function takeWaiting(connection: Connection): (() => void)[] {
  const works = waiting.get(connection) ?? []
  waiting.delete(connection)
  return works
}

/** Does something when the transaction that runs now is committed; nothing where it is not. What it throws, the transaction throws, though it stands. */
export function afterCommit(db: WriteDb, work: () => void): void {
  const connection = connectionOf(db)
  waiting.set(connection, [...waiting.get(connection) ?? [], work])
}
