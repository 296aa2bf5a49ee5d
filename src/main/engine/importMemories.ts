import { createReadStream } from 'node:fs'
import type { Output, Read } from '../../shared/contract.ts'
import type { Memory, MemoryVersion } from '../../shared/memory.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { MemoryOutcome, ReadEntry } from '../exchange/memories/entry.ts'
import { createMemoryReader } from '../exchange/memories/readMemories.ts'
import { fingerprintsOf } from '../memory/fingerprints.ts'
import { findSecrets } from '../privacy/secrets.ts'
import { transaction, type WriteDb } from '../storage/database.ts'
import { putMemory } from '../storage/imports.ts'
import { getMemory, historyOf, saveMemory } from '../storage/memories.ts'
import { isTombstoned } from '../storage/tombstones.ts'
import { writable, type EngineParts } from './engineParts.ts'
import { refusePath } from './refusePath.ts'

type DeskParts = Pick<EngineParts, 'store' | 'clock' | 'events' | 'indexer' | 'backUp'>
type Tally = Output<'memories.import'>

/** Rows that are told one by one; more are one line. */
const mostRefused = 500
/** Rows between two breaths, and in one transaction. */
const batch = 200
/** A line that is longer belongs to no file of memories. */
const longestLine = 32 * 1024 * 1024

/**
 * Brings memories from Casement's own JSON or Markdown form, row by row: a bad row is told and left out, all others are
 * taken. What is there already is known by its id; what was forgotten stays forgotten.
 */
export async function importMemories(parts: DeskParts, { path, text }: Read<'memories.import'>): Promise<Result<Tally>> {
  const write = writable(parts)
  if (!write.ok) return write
  if ((path === null) === (text === null)) return fail('bad-input', 'Give either a file or a text with memories.', 'Choose a file.')
  const refusedPath = path === null ? null : refusePath(path)
  if (refusedPath !== null) return refusedPath
  const now = parts.clock.now()
  const tally: Tally = { added: 0, changed: 0, known: 0, heldBack: 0, refused: [] }
  const changed: string[] = []
  let unlisted = 0
  let waiting: MemoryOutcome[] = []
  const reader = createMemoryReader(now)
  const flush = async (): Promise<void> => {
    const outcomes = waiting
    waiting = []
    transaction(write.value, () => { for (const outcome of outcomes) take(outcome) })
    await new Promise((resolve) => { setImmediate(resolve) })
  }
  const refuse = (where: string, why: string): void => {
    if (tally.refused.length < mostRefused) tally.refused.push({ where, why })
    else unlisted++
  }
  const take = (outcome: MemoryOutcome): void => {
    if ('refused' in outcome) { refuse(outcome.refused.where, outcome.refused.why); return }
    const result = takeEntry(write.value, outcome.entry, now)
    if (result === 'older') refuse(outcome.entry.memory.id, 'The memory here was changed after this copy was made, so it stays as it is.')
    else tally[result] += 1
    if (result === 'added' || result === 'changed') changed.push(outcome.entry.memory.id)
  }
  try {
    for await (const line of path === null ? text!.split('\n') : linesOf(path)) {
      waiting.push(...reader.line(line))
      if (reader.problem() !== null) break
      if (waiting.length >= batch) await flush()
    }
    waiting.push(...reader.end())
    await flush()
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') return fail('not-found', 'There is no such file.', 'Check its name, or choose it again.')
    if (code === 'EISDIR' || code === 'EACCES' || code === 'EPERM') return fail('not-found', 'The file cannot be read.', 'Choose the file with the memories itself.')
    if (error instanceof LineTooLong) return fail('bad-input', 'This file holds no memories in a form that is known here.', 'Choose a file that Casement exported.')
    throw error
  } finally {
    if (changed.length > 0) {
      parts.indexer.changed(changed)
      parts.events.emit('memories.changed', { memoryIds: [] })
      parts.backUp()
    }
  }
  const problem = reader.problem()
  if (problem !== null) return fail('bad-input', problem, 'Choose a file that Casement exported; docs/formats.md describes both forms.')
  if (unlisted > 0) tally.refused.push({ where: 'further on', why: `${unlisted.toLocaleString('en')} more rows were left out.` })
  return ok(tally)
}

type Taken = 'added' | 'changed' | 'known' | 'heldBack' | 'older'

function takeEntry(db: WriteDb, { memory, history, isHandmade, isUndated }: ReadEntry, now: number): Taken {
  const known = getMemory(db, memory.id)
  if (known?.state === 'forgotten') return 'heldBack'
  if (known !== null && (isHandmade || contentOf(known, isUndated) === contentOf(memory, isUndated))) return 'known'
  if (known !== null && !isUndated && memory.updatedAt < known.updatedAt) return 'older'
  if ((known === null || known.text !== memory.text) && isTombstoned(db, fingerprintsOf(memory))) return 'heldBack'
  const label = isHandmade && findSecrets(memory.text).length > 0 ? 'local' : memory.label
  if (known === null) {
    if (!isHandmade && !isUndated) return putMemory(db, memory, history) ? 'added' : 'heldBack'
    return saveMemory(db, { ...memory, label }, { at: now, author: 'import', action: 'imported', reason: 'Brought from a file.', before: null }) ? 'added' : 'heldBack'
  }
  // A copy that went on elsewhere brings its versions; a line that was changed by hand is a version of its own.
  const goesOn = memory.updatedAt > known.updatedAt && !isUndated && continues(historyOf(db, memory.id), history)
  if (goesOn) return putMemory(db, memory, history) ? 'changed' : 'heldBack'
  const next: Memory = { ...memory, learnedAt: isUndated ? known.learnedAt : memory.learnedAt, updatedAt: now, uses: known.uses, lastUsedAt: known.lastUsedAt }
  return saveMemory(db, next, { at: now, author: 'import', action: 'imported', reason: 'Changed in an imported file.', before: known.text === memory.text ? null : known.text }) ? 'changed' : 'heldBack'
}

/** All that a memory says; how often it was used, and when it fades by that, is nobody's edit. */
function contentOf({ uses: _uses, lastUsedAt: _lastUsedAt, fadesAt: _fadesAt, learnedAt, updatedAt: _updatedAt, ...content }: Memory, isUndated: boolean): string {
  return JSON.stringify({ ...content, learnedAt: isUndated ? null : learnedAt })
}

function continues(known: readonly MemoryVersion[], brought: readonly MemoryVersion[]): boolean {
  return brought.length > known.length && known.every((version, at) => JSON.stringify(version) === JSON.stringify(brought[at]))
}

class LineTooLong extends Error {}

async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 18 }) as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!
    if (rest.length > longestLine) throw new LineTooLong()
    yield* lines
  }
  yield rest
}
