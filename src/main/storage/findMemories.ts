import type { Memory, MemoryFilter } from '../../shared/memory.ts'
import { all, type ReadDb } from './database.ts'
import { listMemories, loadMemories } from './memories.ts'
import { codes, memoryTable } from './memoryTable.ts'
import { encodeText, normaliseText } from './text.ts'

/** Active memories about one subject, the newest first: what a new fact about it may repeat or contradict. */
export function findMemoriesBySubject(db: ReadDb, subject: string, limit: number): Memory[] {
  const rows = all<{ id: string }>(db, "SELECT id FROM memory WHERE subject = ? AND state = 'active' ORDER BY updated_at DESC, id DESC LIMIT ?", encodeText(subject), limit)
  return loadMemories(db, rows.map((row) => row.id))
}

/**
 * Memories that wait for a decision or have faded, under the same key or in the same words, the newest first: a new fact may
 * repeat one of them or take its place. The sign keeps SQLite from walking all of a state.
 */
export function findResting(db: ReadDb, { key, text }: Pick<Memory, 'key' | 'text'>, limit: number): Memory[] {
  const rows = all<{ id: string }>(db, `SELECT id FROM memory WHERE id IN (SELECT id FROM memory WHERE key = ? UNION SELECT id FROM memory WHERE normalised = ? AND normalised <> '')
    AND +state IN ('candidate', 'faded') ORDER BY updated_at DESC, id DESC LIMIT ?`, key, normaliseText(text), limit)
  return loadMemories(db, rows.map((row) => row.id))
}

/** The memories that ended because this one took their place. */
export function findSupersededBy(db: ReadDb, memoryId: string): Memory[] {
  const rows = all<{ id: string }>(db, "SELECT id FROM memory WHERE superseded_by = ? AND state = 'superseded' ORDER BY id", memoryId)
  return loadMemories(db, rows.map((row) => row.id))
}

/** The ids of what may contradict a memory and waits for a decision. */
export function findConflicting(db: ReadDb, memoryId: string): string[] {
  return all<{ id: string }>(db, 'SELECT id FROM memory WHERE conflicts_with = ? ORDER BY id', memoryId).map((row) => row.id)
}

const [candidate, superseded] = [codes.state.indexOf('candidate'), codes.state.indexOf('superseded')]

/**
 * The ids of memories that the search index does not hold, because no context may hold them: what waits for a decision and what was
 * replaced. Each word of the query begins a word of the text or of whom it is about, or stands anywhere where words have no spaces
 * between them. Those changed last come first.
 */
export function findUnindexed(db: ReadDb, query: string, limit: number): string[] {
  const words = normaliseText(query).split(' ').filter((word) => word !== '')
  const { table } = memoryTable(db)
  const numbers = table.numbers.filter((_, at) => table.state[at] === candidate || table.state[at] === superseded)
  if (words.length === 0 || numbers.length === 0) return []
  const wanted = words.map((word) => unspaced.test(word) ? word : ` ${word}`)
  return all<{ id: string }>(db, `SELECT id FROM memory WHERE number IN (SELECT value FROM json_each(?)) AND ${wanted.map(() => "instr(' ' || normalised || ' ' || about, ?) > 0").join(' AND ')}
    ORDER BY updated_at DESC, id DESC LIMIT ?`, JSON.stringify(numbers), ...wanted, limit).map((row) => row.id)
}
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** Memories of one reading of a selection. */
const pageSize = 1000

/**
 * The ids of all memories that a filter lets through, and of those with a query only the ones that hold all of its words:
 * what is near in meaning alone is never selected. Works without the index.
 */
export function selectMemoryIds(db: ReadDb, filter: MemoryFilter, now: number): string[] {
  const { query, ...narrowed } = filter
  const words = normaliseText(query).split(' ').filter((word) => word !== '')
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page: ReturnType<typeof listMemories> = listMemories(db, { ...narrowed, now, cursor, limit: pageSize })
    for (const memory of page.items) {
      const text = normaliseText(`${memory.text} ${memory.subject} ${memory.entities.map((one) => one.name).join(' ')}`)
      if (words.every((word) => text.includes(word))) ids.push(memory.id)
    }
    cursor = page.next
  } while (cursor !== null)
  return ids
}
