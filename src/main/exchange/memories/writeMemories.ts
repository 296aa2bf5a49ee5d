import type { MemoryKind } from '../../../shared/memory.ts'
import type { MemoryEntry } from './entry.ts'
import { jsonHeader, writeJsonLine } from './jsonLine.ts'
import { markdownHeader, writeHeading, writeMarkdownItem } from './markdownWriter.ts'

export type MemoryFormat = 'json' | 'markdown'

/**
 * Writes memories in one of the two documented forms, piece by piece. The same memories in the same order give the same
 * bytes, and reading them back gives the same memories. Markdown has a section for each run of one kind.
 */
export function* writeMemories(format: MemoryFormat, memories: Iterable<MemoryEntry>): Generator<string> {
  yield format === 'json' ? `${jsonHeader}\n` : markdownHeader
  let kind: MemoryKind | null = null
  for (const entry of memories) {
    if (format === 'json') { yield `${writeJsonLine(entry)}\n`; continue }
    if (entry.memory.kind !== kind) {
      kind = entry.memory.kind
      yield writeHeading(kind)
    }
    yield writeMarkdownItem(entry)
  }
}
