import type { Database } from 'better-sqlite3'
import { spaceOut, termsOf } from './ftsQuery.ts'
import type { IndexFile } from './indexFile.ts'
import type { IndexItem, MeaningHit, SearchOptions, WordHit } from './searchIndex.ts'

/** Words in more than half of all texts add nothing to a BM25 sum (their weight is zero there), only time. */
const commonShare = 0.5
/** Below this many texts, counting costs more than it saves. */
const countFrom = 500

interface DocRow { id: string; kind: 'memory' | 'message'; conversation_id: string; at: number }

/** What the search thread does with its file. Not for use outside the thread. */
export function createIndexStore(file: IndexFile, modelId: string) {
  const { db, hasVectors } = file
  const counts = new Map<string, number>()
  const countTerm = db.prepare('SELECT count(*) FROM fts WHERE fts MATCH ?').pluck()
  const numberOf = db.prepare('SELECT n FROM doc WHERE id = ?').pluck()

  const frequencyOf = (term: string): number => {
    let known = counts.get(term)
    if (known === undefined) counts.set(term, known = countTerm.get(term) as number)
    return known
  }
  const total = (): number => db.prepare('SELECT count(*) FROM doc').pluck().get() as number

  const removeOne = (id: string): boolean => {
    const n = numberOf.get(id) as number | undefined
    if (n === undefined) return false
    db.prepare('DELETE FROM fts WHERE rowid = ?').run(n)
    if (hasVectors) db.prepare('DELETE FROM vec WHERE rowid = ?').run(BigInt(n))
    db.prepare('DELETE FROM doc WHERE n = ?').run(n)
    return true
  }

  /** Old words may be forgotten ones: they must not wait in the log or behind it. */
  const emptyLog = (): void => { db.pragma('wal_checkpoint(TRUNCATE)') }

  const addOne = (item: IndexItem): boolean => {
    const replaces = removeOne(item.id)
    const withVector = hasVectors && item.vector !== null
    const n = db.prepare('INSERT INTO doc (id, kind, hash, conversation_id, at, model_id) VALUES (?, ?, ?, ?, ?, ?)')
      .run(item.id, item.kind, item.hash, item.conversationId ?? '', item.at, withVector ? modelId : null).lastInsertRowid
    db.prepare('INSERT INTO fts (rowid, text, around) VALUES (?, ?, ?)').run(n, spaceOut(item.text), spaceOut(item.around))
    if (withVector) db.prepare('INSERT INTO vec (rowid, embedding, kind, conversation_id) VALUES (?, ?, ?, ?)').run(BigInt(n), bytesOf(item.vector!), item.kind, item.conversationId ?? '')
    return replaces
  }

  return {
    upsert(items: readonly IndexItem[]): void {
      counts.clear()
      const replaced = db.transaction(() => items.filter(addOne).length).immediate()
      if (replaced > 0) emptyLog()
    },

    remove(ids: readonly string[]): void {
      counts.clear()
      db.transaction(() => { for (const id of ids) removeOne(id) }).immediate()
      emptyLog()
    },

    words(query: string, search: SearchOptions): WordHit[] {
      const terms = tellingTerms(termsOf(query), total(), frequencyOf)
      if (terms.length === 0 || search.kinds.length === 0) return []
      const [text, around] = search.fieldWeights ?? [1, 1]
      const filter = filterOf(search)
      const rows = db.prepare(`SELECT d.id, d.kind, d.conversation_id, d.at, bm25(fts, ?, ?) AS score FROM fts JOIN doc d ON d.n = fts.rowid
        WHERE fts MATCH ? AND ${filter.sql} ORDER BY score, d.id LIMIT ?`).all(text, around, terms.join(' OR '), ...filter.values, search.limit) as (DocRow & { score: number })[]
      return rows.map((row) => ({ id: row.id, kind: row.kind, bm25: -row.score, conversationId: row.conversation_id || null, at: row.at }))
    },

    meaning(vector: Float32Array, search: SearchOptions): MeaningHit[] {
      if (!hasVectors) return []
      // One nearest-neighbour question per kind: sqlite-vec takes a plain equality in its filter, and the two lists merge.
      return search.kinds.flatMap((kind) => nearest(db, vector, kind, search))
        .sort((a, b) => b.cosine - a.cosine || (a.id < b.id ? -1 : 1)).slice(0, search.limit)
    },

    vectors(ids: readonly string[]): Map<string, Float32Array> {
      if (!hasVectors) return new Map()
      const rows = db.prepare('SELECT d.id, v.embedding FROM doc d JOIN vec v ON v.rowid = d.n WHERE d.id IN (SELECT value FROM json_each(?))').all(JSON.stringify(ids)) as { id: string; embedding: Buffer }[]
      return new Map(rows.map((row) => [row.id, new Float32Array(row.embedding.buffer.slice(row.embedding.byteOffset, row.embedding.byteOffset + row.embedding.byteLength))]))
    },

    known(): Map<string, string> {
      const rows = db.prepare('SELECT id, hash, model_id FROM doc').all() as { id: string; hash: string; model_id: string | null }[]
      // Where vectors cannot be had at all, words are all there is to know.
      return new Map(rows.map((row) => [row.id, row.model_id === modelId || !hasVectors ? row.hash : `${row.hash}~`]))
    },

    documentFrequencies(words: readonly string[]): { total: number; counts: number[] } {
      return { total: total(), counts: words.map((word) => {
        const terms = termsOf(word)
        return terms.length === 0 ? 0 : frequencyOf(`text : (${terms.join(' AND ')})`)
      }) }
    },

    close(): void { db.close() },
  }
}

export type IndexStore = ReturnType<typeof createIndexStore>

/** The terms that can change a ranking; all of them where every one is common. */
function tellingTerms(terms: readonly string[], total: number, frequencyOf: (term: string) => number): readonly string[] {
  if (total < countFrom) return terms
  const telling = terms.filter((term) => frequencyOf(term) <= total * commonShare)
  return telling.length === 0 ? terms : telling
}

function filterOf(search: SearchOptions): { sql: string; values: unknown[] } {
  const kinds = `d.kind IN (${search.kinds.map(() => '?').join(', ')})`
  if (search.notConversationId === undefined) return { sql: kinds, values: [...search.kinds] }
  return { sql: `${kinds} AND (d.kind = 'memory' OR d.conversation_id <> ?)`, values: [...search.kinds, search.notConversationId] }
}

function nearest(db: Database, vector: Float32Array, kind: 'memory' | 'message', search: SearchOptions): MeaningHit[] {
  const skips = kind === 'message' && search.notConversationId !== undefined
  const rows = db.prepare(`SELECT d.id, d.kind, d.conversation_id, d.at, v.distance FROM
      (SELECT rowid, distance FROM vec WHERE embedding MATCH ? AND k = ? AND kind = ?${skips ? ' AND conversation_id != ?' : ''}) v JOIN doc d ON d.n = v.rowid`)
    .all(bytesOf(vector), search.limit, kind, ...(skips ? [search.notConversationId] : [])) as (DocRow & { distance: number })[]
  return rows.map((row) => ({ id: row.id, kind: row.kind, cosine: 1 - row.distance, conversationId: row.conversation_id || null, at: row.at }))
}

function bytesOf(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)
}
