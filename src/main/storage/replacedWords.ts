import type { Memory, MemorySource } from '../../shared/memory.ts'
import { all, type ReadDb } from './database.ts'
import { getMemory, loadMemories } from './memories.ts'

/** Words of a message that say what no longer holds. */
export interface ReplacedWords {
  /** The very words of the message. */
  readonly quote: string
  /** When what they say ended, in milliseconds since 1970. */
  readonly at: number
  /** What holds instead; null where that is gone or waits for a decision. */
  readonly now: Memory | null
}

/** A chain of newer facts is followed so far. */
const longestChain = 50

/**
 * By message: its words from which a memory was learned that a newer one replaced. Words that the newer one still rests on, or that say the same
 * as it (what was merged, split, or taken up again), are not among them.
 */
export function findReplacedWords(db: ReadDb, messageIds: readonly string[]): Map<string, ReplacedWords[]> {
  const wanted = new Set(messageIds)
  // The sign keeps SQLite from walking all that was ever replaced for these few.
  const ids = all<{ memory_id: string }>(db, `SELECT DISTINCT s.memory_id FROM memory_source s JOIN memory m ON m.id = s.memory_id
    WHERE s.message_id IN (SELECT value FROM json_each(?)) AND +m.state = 'superseded' AND m.superseded_by IS NOT NULL`, JSON.stringify(messageIds))
  const found = new Map<string, ReplacedWords[]>()
  for (const old of loadMemories(db, ids.map((row) => row.memory_id))) {
    const newer = successorsOf(db, old)
    const last = newer.at(-1)
    const now = last?.state === 'active' ? last : null
    if (now !== null && now.text === old.text) continue
    for (const source of old.sources) {
      const { messageId, quote, role } = source
      if (messageId === null || role !== 'user' || quote === '' || !wanted.has(messageId) || newer.some((one) => restsOn(one, source))) continue
      const words = found.get(messageId) ?? []
      words.push({ quote, at: old.validUntil ?? old.updatedAt, now })
      found.set(messageId, words)
    }
  }
  return found
}

/** What took its place, and what took the place of that, in this order. */
function successorsOf(db: ReadDb, memory: Memory): Memory[] {
  const chain: Memory[] = []
  const seen = new Set([memory.id])
  let next = memory.supersededBy
  while (next !== null && !seen.has(next) && chain.length < longestChain) {
    seen.add(next)
    const one = getMemory(db, next)
    if (one === null) break
    chain.push(one)
    next = one.state === 'superseded' ? one.supersededBy : null
  }
  return chain
}

const restsOn = (memory: Memory, words: MemorySource) => memory.sources.some((one) => one.messageId === words.messageId && one.start < words.end && words.start < one.end)
