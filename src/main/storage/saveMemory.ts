import type { Memory, MemoryChange } from '../../shared/memory.ts'
import { first, run, transaction, type WriteDb } from './database.ts'
import { foldName, memoryColumns } from './memoryParts.ts'
import { touchMemories } from './memoryTable.ts'
import { addVersion } from './memoryVersions.ts'
import { encodeText, normaliseText } from './text.ts'
import { isTombstoned, liftTombstones, ownFingerprint, saidFingerprint } from './tombstones.ts'

const changed = memoryColumns.split(', ').slice(1).concat('normalised', 'about').map((column) => `${column} = excluded.${column}`).join(', ')
const places = `${memoryColumns.split(', ').map(() => '?').join(', ')}, ?, ?`

/**
 * Adds or changes a memory with its sources and what it names, and adds a numbered version (null: none).
 * @returns false where nothing was written: the memory was forgotten meanwhile, or it is new, says what was forgotten, and no person wrote it
 */
export function saveMemory(db: WriteDb, memory: Memory, change: MemoryChange | null): boolean {
  return transaction(db, () => {
    const before = first<{ state: string; forgetting_at: number | null }>(db, 'SELECT state, forgetting_at FROM memory WHERE id = ?', memory.id)
    if (before !== undefined && (before.state === 'forgotten' || before.forgetting_at !== null)) return false
    if (before === undefined && change !== null && change.author !== 'user' && isTombstoned(db, [ownFingerprint(memory.text)])) return false
    // What a person writes down anew is theirs again.
    if (before === undefined && change?.author === 'user') liftTombstones(db, [ownFingerprint(memory.text), saidFingerprint(memory.text)])
    run(db, `INSERT INTO memory (${memoryColumns}, normalised, about) VALUES (${places}) ON CONFLICT (id) DO UPDATE SET ${changed}`,
      memory.id, memory.kind, encodeText(memory.text), encodeText(memory.subject), memory.key, memory.importance, memory.confidence, memory.eventAt, memory.learnedAt,
      memory.updatedAt, memory.validFrom, memory.validUntil, memory.supersededBy, memory.label, memory.trust, memory.pinned ? 1 : 0, memory.state, memory.uses,
      memory.lastUsedAt, memory.scope, memory.scopeId, memory.fadesAt, memory.conflictsWith, normaliseText(memory.text), foldName(memory.subject))
    saveSources(db, memory)
    saveEntities(db, memory)
    if (change !== null) addVersion(db, memory, change)
    touchMemories(db, [memory.id])
    return true
  })
}

function saveSources(db: WriteDb, memory: Memory): void {
  run(db, 'DELETE FROM memory_source WHERE memory_id = ?', memory.id)
  for (const source of memory.sources) {
    run(db, 'INSERT INTO memory_source (memory_id, message_id, conversation_id, start, "end", quote, at, role, file) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      memory.id, source.messageId, source.conversationId, source.start, source.end, encodeText(source.quote), source.at, source.role, source.file === null ? null : encodeText(source.file))
  }
}

function saveEntities(db: WriteDb, memory: Memory): void {
  run(db, 'DELETE FROM memory_entity WHERE memory_id = ?', memory.id)
  for (const { name, kind } of memory.entities) {
    run(db, 'INSERT INTO memory_entity (memory_id, name, normalised, kind) VALUES (?, ?, ?, ?)', memory.id, encodeText(name), foldName(name), kind)
  }
}

/** Counts one use of each memory, and says when it fades after that. */
export function countUse(db: WriteDb, uses: readonly { readonly id: string; readonly fadesAt: number | null }[], at: number): void {
  transaction(db, () => {
    for (const { id, fadesAt } of uses) run(db, "UPDATE memory SET uses = uses + 1, last_used_at = ?, fades_at = ? WHERE id = ? AND state <> 'forgotten'", at, fadesAt, id)
    touchMemories(db, uses.map((use) => use.id))
  })
}
