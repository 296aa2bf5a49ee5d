import type { MemoryKind } from '../../../shared/memory.ts'
import { deriveId } from '../ids.ts'
import { checkEntry, formVersion, type MemoryOutcome } from './entry.ts'
import { readName, readSource, readText, readTime, readVersion } from './markdownFields.ts'

interface Item { readonly line: number; readonly kind: MemoryKind; readonly text: string; readonly fields: Map<string, unknown>; problem: string | null }

/** What a hand-written line is worth until its fields say otherwise. */
const usual = {
  subject: 'user', key: null, importance: 0.7, confidence: 1, eventAt: null, validFrom: null, validUntil: null, supersededBy: null, label: 'personal', trust: 'user', pinned: false,
  state: 'active', uses: 0, lastUsedAt: null, scope: 'everywhere', scopeId: null, fadesAt: null, conflictsWith: null,
}

type ReadField = (written: string, item: Item) => void
const set = (name: string, read: (written: string) => unknown): ReadField => (written, item) => { item.fields.set(name, read(written)) }
const add = (name: string, read: (written: string) => unknown): ReadField => (written, item) => {
  item.fields.set(name, [...(item.fields.get(name) as unknown[] | undefined) ?? [], read(written)])
}
const fields: Readonly<Record<string, ReadField>> = {
  id: set('id', String), label: set('label', String), about: set('subject', readText), key: set('key', readText), state: set('state', String), trust: set('trust', String),
  pinned: set('pinned', (written) => readYes(written)), importance: set('importance', Number), confidence: set('confidence', Number),
  happened: set('eventAt', readTime), learned: set('learnedAt', readTime), changed: set('updatedAt', readTime), 'valid from': set('validFrom', readTime),
  'valid until': set('validUntil', readTime), fades: set('fadesAt', readTime), used: set('uses', Number), 'last used': set('lastUsedAt', readTime),
  'replaced by': set('supersededBy', String), 'conflicts with': set('conflictsWith', String), name: add('entities', readName), source: add('sources', readSource),
  scope: (written, item) => {
    const [scope, scopeId = null] = written.split(/\s+/)
    item.fields.set('scope', scope).set('scopeId', scopeId)
  },
}

function readYes(written: string): boolean {
  if (!['yes', 'no'].includes(written)) throw new Error('Whether it is pinned must be yes or no.')
  return written === 'yes'
}

/** Reads the Markdown form line by line, behind its first heading. */
export function createMarkdownReader(now: number): { line(text: string, number: number): MemoryOutcome[]; end(): MemoryOutcome[] } {
  let kind: MemoryKind = 'semantic'
  let item: Item | null = null

  const finish = (): MemoryOutcome[] => {
    if (item === null) return []
    const where = `line ${item.line}`
    const given = Object.fromEntries(item.fields)
    const id = given['id'] ?? deriveId('y', 'handmade', item.kind, item.text)
    const entry = item.problem ?? checkEntry({ ...usual, learnedAt: now, updatedAt: now, entities: [], sources: [], history: [], ...given, id, kind: item.kind, text: item.text })
    const isHandmade = !item.fields.has('id')
    const isUndated = !item.fields.has('updatedAt')
    item = null
    return [typeof entry === 'string' ? { refused: { where, why: entry } } : { entry: { ...entry, isHandmade, isUndated } }]
  }

  return {
    line(text, number) {
      const heading = /^#{1,6}\s+(.*)$/.exec(text)
      const start = /^[-*+]\s+(.*\S)\s*$/s.exec(text)
      const field = /^\s+[-*+]\s+([a-z][a-z ]*?)(?: (\d+))?:\s*(.*?)\s*$/is.exec(text)
      if (heading !== null) {
        const done = finish()
        kind = (/\b(episodic|semantic|procedural)\b/i.exec(heading[1]!)?.[1]?.toLowerCase() as MemoryKind | undefined) ?? 'semantic'
        return done
      }
      if (start !== null) {
        const done = finish()
        item = { line: number, kind, text: '', fields: new Map(), problem: null }
        try { item = { ...item, text: readText(start[1]!) } } catch { item.problem = 'Its quoted text is broken.' }
        return done
      }
      if (item === null || item.problem !== null) return []
      if (field !== null) readField(item, field[1]!.toLowerCase(), field[2], field[3]!)
      else if (text.trim() !== '' && /^\s/.test(text)) item.problem = `Line ${number} below it is no field.`
      return []
    },
    end: finish,
  }
}

function readField(item: Item, name: string, number: string | undefined, written: string): void {
  const read = name === 'version' && number !== undefined ? add('history', (one) => readVersion(one, Number(number))) : number === undefined && Object.hasOwn(fields, name) ? fields[name] : undefined
  if (read === undefined) { item.problem = `It has no field “${name.slice(0, 40)}”.`; return }
  try {
    read(written, item)
  } catch (error) {
    item.problem = error instanceof SyntaxError ? `Its field “${name}” holds a broken quoted text.` : error instanceof Error ? error.message : String(error)
  }
}

/** A sentence where the form is newer than what is known here; null where it is known or says nothing. */
export function checkMarkdownForm(line: string): string | null {
  const found = /^Written by Casement, form (\d+)\./.exec(line)
  return found !== null && Number(found[1]) > formVersion ? 'A newer Casement wrote this file. Update Casement and import it again.' : null
}
