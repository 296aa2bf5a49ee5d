import type { Readable } from 'node:stream'

/** A file that may hold conversations, wherever it lies. */
export interface SourceFile {
  /** Its path inside the archive or folder. */
  readonly name: string
  /** Bytes, unpacked. */
  readonly size: number
  open(): Promise<Readable>
}

/** What an archive holds. `close` when done. */
export interface SourceFiles {
  readonly files: readonly SourceFile[]
  /** Files that are not read, with the reason. */
  readonly skipped: readonly { readonly where: string; readonly why: string }[]
  close(): void
}

/** Files that exports carry beside the conversations, and that hold none. */
const companions = new Set([
  'user.json', 'users.json', 'user_settings.json', 'message_feedback.json', 'model_comparisons.json', 'shared_conversations.json', 'group_chats.json',
  'shopping.json', 'sora.json', 'export_manifest.json', 'casement.json', 'settings.json', 'turns.ndjson', 'package.json',
])
/** Files with something of value that is no conversation: said, so that nobody believes that they were brought. */
const told: Readonly<Record<string, string>> = {
  'projects.json': 'Projects are not conversations; they are left out.',
  'memories.json': 'Notes that another assistant wrote about you are not brought; what you said yourself is.',
  'memories.ndjson': 'Memories are brought by themselves: choose this file under “Import memories”.',
}

/**
 * What to do with a file by its name alone.
 * @returns `read`, `pass` (nothing of interest) or the sentence that says why it is left out
 */
export function judgeName(name: string): 'read' | 'pass' | { readonly why: string } {
  const base = name.slice(name.lastIndexOf('/') + 1).toLowerCase()
  if (name.startsWith('__MACOSX/') || base.startsWith('.')) return 'pass'
  const why = Object.hasOwn(told, base) ? told[base] : undefined
  if (why !== undefined) return { why }
  if (base.endsWith('.zip')) return { why: 'It is an archive inside the archive. Unpack it and choose it by itself.' }
  if (!/\.(?:json|ndjson|jsonl)(?:\.gz)?$/.test(base) || companions.has(base)) return 'pass'
  return 'read'
}

/** Names as a person would sort them: `conversations-2` before `conversations-10`. */
export function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return collator.compare(one.name, other.name) || (one.name < other.name ? -1 : 1)
}
const collator = new Intl.Collator('en', { numeric: true })
