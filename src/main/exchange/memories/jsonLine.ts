import { checkEntry, formVersion, type MemoryEntry, type MemoryOutcome } from './entry.ts'

/** The first line of the JSON form. */
export const jsonHeader = JSON.stringify({ casement: 'memories', version: formVersion })

/** One memory as one line of JSON, every field in its fixed order. Throws where the memory breaks the contract. */
export function writeJsonLine({ memory, history }: MemoryEntry): string {
  const checked = checkEntry({ ...memory, history })
  if (typeof checked === 'string') throw new Error(`memory ${memory.id}: ${checked}`)
  return JSON.stringify({ ...checked.memory, history: checked.history })
}

/**
 * Reads the first line of the JSON form.
 * @returns null where it is one that is known, else a sentence
 */
export function checkJsonHeader(line: string): string | null {
  const header = parse(line)
  if (header === null || header['casement'] !== 'memories') return 'This file holds no memories in a form that is known here.'
  return typeof header['version'] === 'number' && header['version'] <= formVersion ? null : 'A newer Casement wrote this file. Update Casement and import it again.'
}

/** Reads one line behind the header. */
export function readJsonLine(line: string, where: string): MemoryOutcome {
  const value = parse(line)
  if (value === null) return { refused: { where, why: 'The line is not valid JSON.' } }
  const entry = checkEntry(value)
  return typeof entry === 'string' ? { refused: { where, why: entry } } : { entry: { ...entry, isHandmade: false, isUndated: false } }
}

function parse(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : null
  } catch {
    return null
  }
}
