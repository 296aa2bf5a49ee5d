import type { Memory, MemoryVersion } from '../../shared/memory.ts'
import { all, first, run, transaction, type WriteDb } from './database.ts'
import type { FingerprintsOf } from './forget.ts'
import { putMemory } from './imports.ts'
import { touchMemories } from './memoryTable.ts'
import type { MemoryRow, SourceRow } from './rows.ts'
import { decodeText } from './text.ts'
import { addTombstones, liftTombstones, ownFingerprint } from './tombstones.ts'

/**
 * Removes a memory that a person did not want kept: what it was learned from stays as it is, but no rule learns it from there again.
 * Unlike forgetting, nothing is erased elsewhere.
 * @returns false where there is no such memory
 */
export function discardMemory(db: WriteDb, id: string, now: number, fingerprintsOf: FingerprintsOf): boolean {
  return transaction(db, () => {
    const memory = first<Pick<MemoryRow, 'text' | 'key' | 'subject'> & { number: number }>(db, "SELECT number, text, key, subject FROM memory WHERE id = ? AND state <> 'forgotten' AND forgetting_at IS NULL", id)
    if (memory === undefined) return false
    const quotes = all<Pick<SourceRow, 'quote'>>(db, 'SELECT quote FROM memory_source WHERE memory_id = ?', id)
    const texts = [memory.text, ...quotes.map((row) => row.quote)].map(decodeText)
    addTombstones(db, printsOf({ texts, key: memory.key, subject: decodeText(memory.subject) }, fingerprintsOf), now)
    run(db, 'UPDATE memory SET conflicts_with = NULL WHERE conflicts_with = ?', id)
    touchMemories(db, [id], memory.number)
    return run(db, 'DELETE FROM memory WHERE id = ?', id) > 0
  })
}

/**
 * Takes a discarding back: the memory stands as it was, with its versions, and may be learned again.
 * @returns false where there is one with its id
 */
export function bringBackMemory(db: WriteDb, memory: Memory, history: readonly MemoryVersion[], fingerprintsOf: FingerprintsOf): boolean {
  return transaction(db, () => {
    if (first(db, 'SELECT 1 FROM memory WHERE id = ?', memory.id) !== undefined) return false
    liftTombstones(db, printsOf({ texts: [memory.text, ...memory.sources.map((source) => source.quote)], key: memory.key, subject: memory.subject }, fingerprintsOf))
    return putMemory(db, memory, history)
  })
}

function printsOf({ texts, key, subject }: { readonly texts: readonly string[]; readonly key: string | null; readonly subject: string }, fingerprintsOf: FingerprintsOf): string[] {
  return [...new Set(texts)].flatMap((text) => [ownFingerprint(text), ...fingerprintsOf({ text, key, subject })])
}
