import type { Label } from '../../shared/words.ts'
import { all, first, run, type ReadDb, type WriteDb } from './database.ts'
import { decodeText, type StoredText } from './text.ts'

/** What is kept of an answer that may be given again: never its words, which stand in its message and go when that goes. */
export interface CachedAnswerRow {
  readonly key: string
  readonly messageId: string
  readonly questionId: string
  readonly turnId: string
  readonly at: number
  readonly expiresAt: number
  readonly label: Label
  readonly modelId: string
  /** Billionths of a dollar; null where no price was known. */
  readonly costNano: number | null
  readonly tookMs: number
  readonly vector: Float32Array | null
  /** Of the answer's text: an answer that was changed since is not given again. */
  readonly textHash: string
}

export interface FoundAnswer extends Omit<CachedAnswerRow, 'vector'> { readonly text: string }

const columns = `c.key, c.message_id AS messageId, c.question_id AS questionId, c.turn_id AS turnId, c.at, c.expires_at AS expiresAt, c.label, c.model_id AS modelId,
  c.cost_nano AS costNano, c.took_ms AS tookMs, c.text_hash AS textHash`
/** Its message must stand as it was: whole, not in the bin, nothing cut out of it, and not found bad by the person. */
const standing = `JOIN message m ON m.id = c.message_id AND m.status = 'done' AND m.label = c.label JOIN conversation k ON k.id = m.conversation_id AND k.deleted_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM forgotten_span f WHERE f.message_id IN (c.message_id, c.question_id))
  AND NOT EXISTS (SELECT 1 FROM turn_trace t WHERE t.turn_id = c.turn_id AND t.thumb = 'down')`

/** The answer that is kept under a key, with its text; null where there is none, or where its message is not what it was. */
export function findCachedAnswer(db: ReadDb, key: string, hash: (text: string) => string): FoundAnswer | null {
  const row = first<Omit<FoundAnswer, 'text'> & { text: StoredText }>(db, `SELECT ${columns}, m.text FROM cached_answer c ${standing} WHERE c.key = ?`, key)
  if (row === undefined) return null
  const text = decodeText(row.text)
  return hash(text) === row.textHash ? { ...row, text } : null
}

export interface NearCandidate extends Omit<CachedAnswerRow, 'vector'> { readonly vector: Float32Array; readonly question: string }

/** The newest kept answers of one label and model that have a vector, with what was asked. Their texts are many and long: the one that is wanted is found by its key. */
export function listCachedAnswers(db: ReadDb, ask: { readonly label: Label; readonly modelId: string; readonly now: number; readonly limit: number }): NearCandidate[] {
  const rows = all<Omit<NearCandidate, 'vector' | 'question'> & { vector: Buffer; question: StoredText }>(db, `SELECT ${columns}, c.vector, q.text AS question FROM cached_answer c ${standing} JOIN message q ON q.id = c.question_id
    WHERE c.vector IS NOT NULL AND c.label = ? AND c.model_id = ? AND c.expires_at > ? AND c.at <= ? ORDER BY c.at DESC LIMIT ?`, ask.label, ask.modelId, ask.now, ask.now, ask.limit)
  return rows.map(({ vector, question, ...row }) => ({
    ...row, question: decodeText(question), vector: new Float32Array(vector.buffer.slice(vector.byteOffset, vector.byteOffset + vector.byteLength)),
  }))
}

/** Keeps one, in the place of an older one under the same key. */
export function saveCachedAnswer(db: WriteDb, row: CachedAnswerRow): void {
  const vector = row.vector === null ? null : Buffer.from(row.vector.buffer, row.vector.byteOffset, row.vector.byteLength)
  run(db, `INSERT INTO cached_answer (key, message_id, question_id, turn_id, at, expires_at, hits, last_hit_at, label, model_id, cost_nano, took_ms, vector, text_hash)
    VALUES (?, ?, ?, ?, ?, ?, 0, NULL, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET message_id = excluded.message_id, question_id = excluded.question_id, turn_id = excluded.turn_id, at = excluded.at, expires_at = excluded.expires_at,
      hits = 0, last_hit_at = NULL, label = excluded.label, model_id = excluded.model_id, cost_nano = excluded.cost_nano, took_ms = excluded.took_ms, vector = excluded.vector, text_hash = excluded.text_hash`,
  row.key, row.messageId, row.questionId, row.turnId, row.at, row.expiresAt, row.label, row.modelId, row.costNano, row.tookMs, vector, row.textHash)
}

/** Lets go whose time was over by a moment: found by their end, so that the rest is not looked at. Gives how many there were. */
export function dropEndedAnswers(db: WriteDb, endedBy: number): number {
  return run(db, 'DELETE FROM cached_answer WHERE expires_at < ?', endedBy)
}

/** Lets the oldest go beyond a number. */
export function pruneCachedAnswers(db: WriteDb, most: number): void {
  run(db, 'DELETE FROM cached_answer WHERE key IN (SELECT key FROM cached_answer ORDER BY coalesce(last_hit_at, at) DESC LIMIT -1 OFFSET ?)', most)
}

export interface CacheStats { readonly hits: number; readonly misses: number; readonly savedNano: number; readonly savedMs: number }

/** What a cache was worth so far; zeros where it was never asked. */
export function cacheStats(db: ReadDb, name: string): CacheStats {
  return first<CacheStats>(db, 'SELECT hits, misses, saved_nano AS savedNano, saved_ms AS savedMs FROM cache_stat WHERE name = ?', name) ?? { hits: 0, misses: 0, savedNano: 0, savedMs: 0 }
}

/** Adds to what a cache was worth. */
export function addCacheStats(db: WriteDb, name: string, more: CacheStats): void {
  run(db, `INSERT INTO cache_stat (name, hits, misses, saved_nano, saved_ms) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET hits = hits + excluded.hits, misses = misses + excluded.misses, saved_nano = saved_nano + excluded.saved_nano, saved_ms = saved_ms + excluded.saved_ms`,
  name, more.hits, more.misses, more.savedNano, more.savedMs)
}

/** Notes that one was given again. */
export function noteCacheHit(db: WriteDb, key: string, now: number): void {
  run(db, 'UPDATE cached_answer SET hits = hits + 1, last_hit_at = ? WHERE key = ?', now, key)
}

/** How many answers may be given again, those whose time is over included. */
export function countCachedAnswers(db: ReadDb): number {
  return first<{ count: number }>(db, 'SELECT count(*) AS count FROM cached_answer')!.count
}

/** Forgets which answers may be given again; the answers themselves stay where they are. Gives how many there were. */
export function clearCachedAnswers(db: WriteDb): number {
  return run(db, 'DELETE FROM cached_answer')
}
