import Database from 'better-sqlite3'
import { existsSync, rmSync, statSync } from 'node:fs'
import { load as loadVectors } from 'sqlite-vec'
import { isDamage, isFull, isNotWritable } from '../problems.ts'
import { makePrivateFile } from '../files.ts'

/** Goes up with every change of the tables below: another number is simply built anew. */
const shape = 4
/** Most of what questions read again and again, up to some hundred thousand texts; a small index takes what it has. */
const cacheKib = 64_000
/** After an unclean end an index of so many texts is read whole before it serves; a larger one in the first idle moment. */
const readAtOnce = 20_000

/** Porter's stems over letters, digits and marks of every script: the words of every table are cut this way. */
export const tokenizer = `tokenize = "porter unicode61 remove_diacritics 2 categories 'L* N* Co Mc Mn'"`
export const kinds = ['memory', 'message', 'session'] as const

// Each kind of text has its words apart, so that searching one costs nothing of the others. Memories are searched while one types.
// The bits of a vector's signs stand beside the text, because they are read at every start; NULL says that the vector is missing.
const tables = `
  CREATE TABLE doc (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, hash TEXT NOT NULL, conversation_id TEXT NOT NULL, at INTEGER NOT NULL,
    until INTEGER NOT NULL, length INTEGER NOT NULL, bits BLOB
  ) STRICT;
  CREATE INDEX doc_lacking ON doc (n) WHERE bits IS NULL;
  CREATE INDEX doc_session ON doc (conversation_id, at) WHERE kind = 'session';
  ${kinds.map((kind) => `CREATE VIRTUAL TABLE fts_${kind} USING fts5(text, around, ${tokenizer}${kind === 'memory' ? ", prefix = '1 2 3'" : ''});
  INSERT INTO fts_${kind} (fts_${kind}, rank) VALUES ('secure-delete', 1);`).join('\n')}
  CREATE TABLE vector_model (model_id TEXT PRIMARY KEY, dimensions INTEGER NOT NULL) STRICT;
  CREATE TABLE erasing (only_one INTEGER PRIMARY KEY CHECK (only_one = 1)) STRICT;
  CREATE TABLE checked (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), at INTEGER NOT NULL) STRICT;
`

export interface IndexFile {
  /** The open file; whoever asked for it closes it. */
  readonly db: Database.Database
  /** False where this computer cannot load sqlite-vec. */
  readonly hasVectors: boolean
  /** Why the file had to be made new; null where it was good. */
  readonly rebuilt: string | null
  /** True when the program was ended before it could close the file, and the file was not read whole since. */
  readonly endedUncleanly: boolean
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
    return { db, hasVectors: useModel(db, modelId, dimensions), rebuilt: why, endedUncleanly: false }
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
    for (const kind of kinds) db.prepare(`SELECT count(*) FROM fts_${kind} WHERE fts_${kind} MATCH 'a'`).get()
    if (hasVectors) db.prepare('SELECT rowid FROM vec WHERE embedding MATCH ? AND k = 1').get(Buffer.from(new Float32Array(dimensions).fill(1).buffer))
    const isReadNow = endedUncleanly && textsIn(db) <= readAtOnce
    if (isReadNow && !isSound(db)) throw new StaleShape(damagedIndex)
    return { db, hasVectors, endedUncleanly: endedUncleanly && !isReadNow }
  } catch (error) {
    db.close()
    throw error
  }
}

/** Reads the whole index, about 20 ms per 1,000 texts: for an idle moment, or after an unclean end. */
export function isSound(db: Database.Database): boolean {
  try {
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') return false
    for (const kind of kinds) {
      // SQLite's own check knows nothing of what a virtual table means by its rows.
      db.prepare(`INSERT INTO fts_${kind} (fts_${kind}) VALUES ('integrity-check')`).run()
      const { docs, texts } = db.prepare(`SELECT (SELECT count(*) FROM doc WHERE kind = '${kind}') AS docs, (SELECT count(*) FROM fts_${kind}) AS texts`).get() as { docs: number; texts: number }
      if (docs !== texts) return false
    }
    return true
  } catch {
    return false
  }
}

/** A larger index is erased only when something was forgotten: it takes seconds. */
const erasedUnasked = 200_000

/** Notes that words left: free parts of the file may hold copies of them, which deleting does not overwrite. */
export function noteErasing(db: Database.Database): void {
  db.prepare('INSERT OR IGNORE INTO erasing (only_one) VALUES (1)').run()
}

/** Whether words left since the file was last written anew, and it is small enough for that to be done unasked. */
export function wantsErasing(db: Database.Database): boolean {
  return db.prepare('SELECT 1 FROM erasing').get() !== undefined && textsIn(db) <= erasedUnasked
}

/** Writes the whole file anew, so that nothing stands in it or in its log that was removed. About a second for 100,000 texts. */
export function eraseRemoved(db: Database.Database): void {
  db.exec('VACUUM')
  db.prepare('DELETE FROM erasing').run()
  db.pragma('wal_checkpoint(TRUNCATE)')
}

/** When the whole index was last found sound, in milliseconds since 1970; 0 for never. */
export function lastChecked(db: Database.Database): number {
  return db.prepare('SELECT at FROM checked').pluck().get() as number | undefined ?? 0
}

export function noteChecked(db: Database.Database, at: number): void {
  db.prepare('INSERT INTO checked (only_one, at) VALUES (1, ?) ON CONFLICT (only_one) DO UPDATE SET at = excluded.at').run(at)
}

function textsIn(db: Database.Database): number { return db.prepare('SELECT count(*) FROM doc').pluck().get() as number }

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
    db.exec('DROP TABLE IF EXISTS vec; DROP TABLE IF EXISTS code; DELETE FROM vector_model; UPDATE doc SET bits = NULL WHERE bits IS NOT NULL')
    // Small chunks: vectors are read one by one here, and SQLite reads a long chunk from its beginning.
    db.exec(`CREATE VIRTUAL TABLE vec USING vec0(embedding float[${Math.trunc(dimensions)}] distance_metric=cosine, chunk_size=8)`)
    // The same vectors in a byte a dimension: a plain table gives many of them in the time of a few whole ones.
    db.exec('CREATE TABLE code (n INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT')
    db.prepare('INSERT INTO vector_model (model_id, dimensions) VALUES (?, ?)').run(modelId, dimensions)
  })()
  return true
}
