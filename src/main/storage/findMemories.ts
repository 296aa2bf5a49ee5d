import type { Memory, MemoryFilter } from '../../shared/memory.ts'
import { all, type ReadDb } from './database.ts'
import { listMemories, loadMemories } from './memories.ts'
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
