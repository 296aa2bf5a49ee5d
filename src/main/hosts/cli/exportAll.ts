import { resolve } from 'node:path'
import type { Client } from '../../../shared/contract.ts'
import { exitCodes, printable, tellFailure, type Terminal } from './terminal.ts'

export interface ExportOptions { readonly format?: 'json' | 'markdown'; readonly json?: boolean }

/** Writes everything that the profile holds into a new folder. */
export async function exportAll(client: Client, terminal: Terminal, path: string, options: ExportOptions): Promise<number> {
  const written = await client.call('export.everything', { path: resolve(path), format: options.format ?? 'json' })
  if (!written.ok) return tellFailure(terminal, written.error)
  const { conversations, messages, memories, bytes } = written.value
  terminal.out(options.json === true ? `${JSON.stringify(written.value)}\n` : `${printable(written.value.path)}\n`)
  terminal.note(`${conversations} conversations, ${messages} messages, ${memories} memories, ${Math.ceil(bytes / 1024).toLocaleString('en')} KB\n`)
  return exitCodes.done
}

/** Writes all memories to a new file, or to the terminal where none is named. */
export async function exportMemories(client: Client, terminal: Terminal, path: string | undefined, options: ExportOptions): Promise<number> {
  const written = await client.call('memories.export', { path: path === undefined ? null : resolve(path), format: options.format ?? 'json' })
  if (!written.ok) return tellFailure(terminal, written.error)
  terminal.out(written.value.text ?? `${printable(written.value.path ?? '')}\n`)
  terminal.note(`${written.value.count} memories\n`)
  return exitCodes.done
}

/** Brings memories from a file that Casement wrote, or that was written by hand in its form. */
export async function importMemories(client: Client, terminal: Terminal, path: string, options: { readonly json?: boolean }): Promise<number> {
  const brought = await client.call('memories.import', { path: resolve(path) })
  if (!brought.ok) return tellFailure(terminal, brought.error)
  const { added, changed, known, heldBack, refused } = brought.value
  terminal.out(options.json === true ? `${JSON.stringify(brought.value)}\n` : `${added} added, ${changed} changed, ${known} known already, ${heldBack} held back, ${refused.length} left out\n`)
  for (const { where, why } of refused.slice(0, 20)) terminal.note(`${printable(`${where}: ${why}`)}\n`)
  return exitCodes.done
}
