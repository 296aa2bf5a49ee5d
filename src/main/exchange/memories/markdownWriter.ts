import type { Memory, MemoryKind } from '../../../shared/memory.ts'
import { formVersion, type MemoryEntry } from './entry.ts'
import { writeName, writeSource, writeText, writeTime, writeVersion } from './markdownFields.ts'

/** The first lines of the Markdown form. */
export const markdownHeader = `# Memories

Written by Casement, form ${formVersion}. Each line that begins with a dash is a memory; the lines below it say more about it.
Lines may be changed, added and taken out by hand.
`

const headings: Readonly<Record<MemoryKind, string>> = {
  episodic: 'What happened (episodic)', semantic: 'What is so (semantic)', procedural: 'How things are wanted (procedural)',
}

export function writeHeading(kind: MemoryKind): string {
  return `\n## ${headings[kind]}\n`
}

/** One memory as a list item with its fields below. A field that has its usual value is left out. */
export function writeMarkdownItem({ memory, history }: MemoryEntry): string {
  const fields = [...plainFields(memory), ...memory.entities.map((entity) => `name: ${writeName(entity)}`),
    ...memory.sources.map((source) => `source: ${writeSource(source)}`), ...history.map((version) => `version ${version.number}: ${writeVersion(version)}`)]
  return `\n- ${writeText(memory.text)}\n${fields.map((field) => `  - ${field}\n`).join('')}`
}

function plainFields(memory: Memory): string[] {
  const time = (name: string, at: number | null): string[] => at === null ? [] : [`${name}: ${writeTime(at)}`]
  const unless = (name: string, value: string, usual: string): string[] => value === usual ? [] : [`${name}: ${value}`]
  return [
    `id: ${memory.id}`, `label: ${memory.label}`, ...unless('about', writeText(memory.subject), 'user'), ...memory.key === null ? [] : [`key: ${writeText(memory.key)}`],
    ...unless('state', memory.state, 'active'), ...memory.pinned ? ['pinned: yes'] : [], ...unless('trust', memory.trust, 'user'),
    `importance: ${memory.importance}`, `confidence: ${memory.confidence}`,
    ...time('happened', memory.eventAt), ...time('learned', memory.learnedAt), ...time('changed', memory.updatedAt),
    ...time('valid from', memory.validFrom), ...time('valid until', memory.validUntil), ...time('fades', memory.fadesAt),
    ...unless('used', String(memory.uses), '0'), ...time('last used', memory.lastUsedAt),
    ...unless('scope', memory.scopeId === null ? memory.scope : `${memory.scope} ${memory.scopeId}`, 'everywhere'),
    ...memory.supersededBy === null ? [] : [`replaced by: ${memory.supersededBy}`], ...memory.conflictsWith === null ? [] : [`conflicts with: ${memory.conflictsWith}`],
  ]
}
