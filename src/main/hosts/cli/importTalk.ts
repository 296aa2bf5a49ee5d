import { readFileSync, statSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Client, Input } from '../../../shared/contract.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { readLocomo, sampleIdsOf } from './locomo.ts'
import { exitCodes, oneLine, tellFailure, type Terminal } from './terminal.ts'
import { readTwins } from './twins.ts'

export type Talk = Input<'conversations.import'>
export interface ImportOptions { readonly locomo?: string; readonly sessions?: readonly number[]; readonly json?: boolean }

/** Imports conversations from a JSON file (also gzipped), each whole or not at all. */
export async function importTalks(client: Client, terminal: Terminal, file: string, options: ImportOptions): Promise<number> {
  const parsed = readJson(file)
  if (!parsed.ok) return tellFailure(terminal, parsed.error)
  const talks = options.locomo === undefined ? readTalks(parsed.value) : readLocomo(parsed.value, options.locomo, options.sessions ?? null)
  if (!talks.ok) return tellFailure(terminal, talks.error)
  const twins = await readTwins(client)
  for (const talk of talks.value) {
    const twin = await twins.find(talk)
    const imported = await client.call('conversations.import', talk)
    if (!imported.ok) return tellFailure(terminal, imported.error)
    twins.add(imported.value)
    if (twin !== null) terminal.note(`“${oneLine(talk.title, 120)}” was there already, as ${twin}. Delete one of the two in the window if you want it once.\n`)
    terminal.out(options.json === true ? `${JSON.stringify(imported.value)}\n` : `${imported.value.id}  ${imported.value.messageCount} messages  ${oneLine(imported.value.title, 120)}\n`)
  }
  return exitCodes.done
}

/**
 * Reads `{title, messages: [{role, text, at, speaker?}]}` or a list of those; `at` is milliseconds or an ISO date.
 * What the fields hold is checked by the contract when they are imported.
 */
export function readTalks(value: unknown): Result<Talk[]> {
  const list: unknown[] = Array.isArray(value) ? value : [value]
  const talks = list.map((one) => {
    if (!isRecord(one) || !Array.isArray(one['messages'])) return null
    const messages = one['messages'].map((message: unknown) => isRecord(message) ? { ...message, at: readTime(message['at']) } : message)
    return { ...one, messages } as unknown as Talk
  })
  if (talks.length === 0 || talks.includes(null)) {
    const samples = sampleIdsOf(value)
    if (samples.length > 0) return fail('bad-input', 'This is a LoCoMo file, and no sample of it was chosen.', `Choose one with --locomo SAMPLE; it has ${samples.join(', ')}.`)
    return fail('bad-input', 'The file holds no conversation.', 'It should be {"title": …, "messages": [{"role", "text", "at"}]}, or a list of those.')
  }
  return ok(talks.filter((talk) => talk !== null))
}

function readTime(at: unknown): unknown {
  return typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? Date.parse(at) : at
}

/** Reads a JSON file, packed with gzip or not. */
export function readJson(file: string): Result<unknown> {
  let bytes: Buffer
  try {
    if (!statSync(file).isFile()) return fail('bad-input', `${file} is not a file.`, 'Choose the export as it was downloaded.')
    bytes = readFileSync(file)
    if (file.endsWith('.gz')) bytes = gunzipSync(bytes)
  } catch {
    return fail('not-found', `The file ${file} cannot be read.`, 'Check its name and whether it may be read.')
  }
  try {
    return ok(JSON.parse(bytes.toString('utf8')))
  } catch {
    return fail('bad-input', `The file ${file} is not JSON.`, 'Export the conversation again, as JSON.')
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
