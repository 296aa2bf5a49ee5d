import Database from 'better-sqlite3'
import { existsSync, rmSync, statSync } from 'node:fs'
import { load as loadVectors } from 'sqlite-vec'
import { isDamage, isFull, isNotWritable } from '../problems.ts'
import { makePrivateFile } from '../files.ts'

/** Goes up with every change of the tables below: another number is simply built anew. */
const shape = 1
const cacheKib = 16_000

const tables = `
  CREATE TABLE doc (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, hash TEXT NOT NULL, conversation_id TEXT NOT NULL, at INTEGER NOT NULL,
    model_id TEXT
  ) STRICT;
  CREATE VIRTUAL TABLE fts USING fts5(text, around, tokenize = "porter unicode61 remove_diacritics 2 categories 'L* N* Co Mc Mn'");
  INSERT INTO fts (fts, rank) VALUES ('secure-delete', 1);
  CREATE TABLE vector_model (model_id TEXT PRIMARY KEY, dimensions INTEGER NOT NULL) STRICT;
`

export interface IndexFile {
  /** The open file; whoever asked for it closes it. */
  readonly db: Database.Database
  /** False where this computer cannot load sqlite-vec. */
  readonly hasVectors: boolean
  /** Why the file had to be made new; null where it was good. */
  readonly rebuilt: string | null
}

/**
 * Opens the index, or makes it new where it is missing, damaged or of another shape. In a folder that cannot be written,
 * or on a full disk, it lives in memory until the program ends.
 */
export function openIndexFile(file: string, modelId: string, dimensions: number): IndexFile {
  try {
    return openOrMake(file, modelId, dimensions)
  } catch (error) {
    if (!isNotWritable(error) && !isFull(error)) throw error
    const why = isFull(error) ? 'The disk is full' : 'The folder cannot be written'
    return fill(new Database(':memory:'), modelId, dimensions, `${why}, so the search index is made in memory.`)
  }
}

function openOrMake(file: string, modelId: string, dimensions: number): IndexFile {
  let why = 'The search index was missing and is made again.'
  try {
    return { ...open(file, modelId, dimensions), rebuilt: null }
  } catch (error) {
    const code = (error as { code?: unknown }).code
    if (error instanceof StaleShape) why = error.message
    else if (isDamage(error) || code === 'SQLITE_ERROR') why = damagedIndex
    else if (code !== 'SQLITE_CANTOPEN') throw error
  }
  return makeIndexFile(file, modelId, dimensions, why)
}

/** A damaged index is erased, not put aside: it could hold words that are forgotten later. */
export function makeIndexFile(file: string, modelId: string, dimensions: number, why: string): IndexFile {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${end}`, { force: true })
  makePrivateFile(file)
  return fill(new Database(file), modelId, dimensions, why)
}

function fill(db: Database.Database, modelId: string, dimensions: number, why: string): IndexFile {
  try {
    prepare(db)
    db.exec(`BEGIN; ${tables} PRAGMA user_version = ${shape}; COMMIT`)
    return { db, hasVectors: useModel(db, modelId, dimensions), rebuilt: why }
  } catch (error) {
    db.close()
    throw error
  }
}

class StaleShape extends Error {}

export const damagedIndex = 'The search index was damaged and is made again.'

function open(file: string, modelId: string, dimensions: number): Omit<IndexFile, 'rebuilt'> {
  const endedUncleanly = existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0
  const db = new Database(file, { fileMustExist: true })
  try {
    prepare(db)
    if (db.pragma('user_version', { simple: true }) !== shape) throw new StaleShape('The search index had another shape and is made again.')
    const hasVectors = useModel(db, modelId, dimensions)
    db.prepare("SELECT count(*) FROM fts WHERE fts MATCH 'a'").get()
    if (hasVectors) db.prepare('SELECT rowid FROM vec WHERE embedding MATCH ? AND k = 1').get(Buffer.from(new Float32Array(dimensions).fill(1).buffer))
    if (endedUncleanly && !isSound(db)) throw new StaleShape(damagedIndex)
    return { db, hasVectors }
  } catch (error) {
    db.close()
    throw error
  }
}

/** Reads the whole index, about 20 ms per 1,000 texts: for an idle moment, or after an unclean end. */
export function isSound(db: Database.Database): boolean {
  try {
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') return false
    // SQLite's own check knows nothing of what a virtual table means by its rows.
    db.prepare("INSERT INTO fts (fts) VALUES ('integrity-check')").run()
    const { docs, texts } = db.prepare('SELECT (SELECT count(*) FROM doc) AS docs, (SELECT count(*) FROM fts) AS texts').get() as { docs: number; texts: number }
    return docs === texts
  } catch {
    return false
  }
}

function prepare(db: Database.Database): void {
  db.pragma('journal_mode = WAL')
  // Derived data: after a power cut the worst is a rebuild.
  db.pragma('synchronous = NORMAL')
  db.pragma('secure_delete = ON')
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  db.pragma('temp_store = MEMORY')
  db.pragma(`cache_size = -${cacheKib}`)
}

/** Vectors of one model and dimension at a time: a query's vector fits no other. */
function useModel(db: Database.Database, modelId: string, dimensions: number): boolean {
  try { loadVectors(db) } catch { return false }
  const known = db.prepare('SELECT model_id, dimensions FROM vector_model').get() as { model_id: string; dimensions: number } | undefined
  if (known?.model_id === modelId && known.dimensions === dimensions) return true
  db.transaction(() => {
    db.exec('DROP TABLE IF EXISTS vec; DELETE FROM vector_model; UPDATE doc SET model_id = NULL')
    db.exec(`CREATE VIRTUAL TABLE vec USING vec0(embedding float[${Math.trunc(dimensions)}] distance_metric=cosine, kind text, conversation_id text)`)
    db.prepare('INSERT INTO vector_model (model_id, dimensions) VALUES (?, ?)').run(modelId, dimensions)
  })()
  return true
}
