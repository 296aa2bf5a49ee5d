import type { Memory } from '../../shared/memory.ts'
import { factValue } from './factValue.ts'
import { factSignature } from './sameFact.ts'
import { normaliseFact } from './words.ts'

/**
 * What a forgotten fact is recognised by when it comes again, in another spelling or in other words with the same value:
 * its normalised text, its text without colouring words, and its key with its value. Deterministic, and the same in every
 * language. They hold content: only keyed hashes of them may be kept.
 */
export function fingerprintsOf(memory: Pick<Memory, 'text' | 'key' | 'subject'>): string[] {
  const found = [`text:${normaliseFact(memory.text)}`, `said:${factSignature(memory.text)}`]
  const value = memory.key === null ? null : factValue(memory.text, memory.key)
  if (value !== null) found.push(`fact:${memory.key}=${value}`)
  return [...new Set(found.filter((one) => one.slice(one.indexOf(':') + 1) !== ''))]
}
