import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Client } from '../../../shared/contract.ts'
import type { ImportJob } from '../../../shared/exchange.ts'
import { importTalks, readJson, type ImportOptions } from './importTalk.ts'
import { exitCodes, printable, tellFailure, type Terminal } from './terminal.ts'

export interface ImportFileOptions extends ImportOptions { readonly learn?: boolean }

/** Files above this are read by the engine piece by piece, whatever they hold. */
const wholeFile = 64 * 1024 * 1024
/** How many left-out places are told one by one. */
const mostTold = 10

/** Imports whatever a file or folder holds: plain talks at once, exports of other programs (and Casement's own) as a job. */
export async function importFile(client: Client, terminal: Terminal, file: string, options: ImportFileOptions, signal: AbortSignal): Promise<number> {
  return options.locomo === undefined && isArchive(file) ? importArchive(client, terminal, resolve(file), options, signal) : importTalks(client, terminal, file, options)
}

/**
 * Imports an archive and waits for it; Ctrl+C stops it, and the same command takes it up again.
 * Learns from it only when `--learn` says so.
 */
export async function importArchive(client: Client, terminal: Terminal, path: string, options: ImportFileOptions, signal: AbortSignal): Promise<number> {
  const earlier = await client.call('imports.list', {})
  const stopped = earlier.ok ? earlier.value.jobs.find((job) => job.path === path && job.state === 'stopped') : undefined
  const ended = new Map<string, ImportJob>()
  let wake = (): void => {}
  const stopListening = client.listen('imports.changed', (job) => {
    if (job.state === 'running') return
    ended.set(job.id, job)
    wake()
  })
  let onAbort = (): void => {}
  try {
    const begun = stopped === undefined ? await client.call('imports.start', { path }) : await client.call('imports.resume', { importId: stopped.id })
    if (!begun.ok) return tellFailure(terminal, begun.error)
    const { id } = begun.value
    if (stopped !== undefined) terminal.note('Goes on where it stopped.\n')
    onAbort = () => { void client.call('imports.stop', { importId: id }) }
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) onAbort()
    while (!ended.has(id)) await new Promise<void>((resolveWait) => { wake = resolveWait })
    const job = ended.get(id)!
    tellJob(terminal, job, options.json === true)
    if (signal.aborted) return exitCodes.cancelled
    if (job.problem !== null) return tellFailure(terminal, job.problem)
    return options.learn === true ? await learnAll(client, terminal, id) : exitCodes.done
  } finally {
    signal.removeEventListener('abort', onAbort)
    stopListening()
  }
}

function tellJob(terminal: Terminal, job: ImportJob, asJson: boolean): void {
  if (asJson) terminal.out(`${JSON.stringify(job)}\n`)
  else terminal.out(`${job.conversations} new conversations, ${job.messages} new messages, ${job.known} known already, ${job.skippedCount} left out${job.heldBack === 0 ? '' : `, ${job.heldBack} sentences held back because they were forgotten before`}\n`)
  for (const { where, why } of job.skipped.slice(0, mostTold)) terminal.note(`${printable(`${where}: ${why}`)}\n`)
  if (job.skippedCount > mostTold) terminal.note(`and ${job.skippedCount - mostTold} more\n`)
}

async function learnAll(client: Client, terminal: Terminal, importId: string): Promise<number> {
  const learned = await client.call('imports.learn', { importId, candidateIds: null })
  if (!learned.ok) return tellFailure(terminal, learned.error)
  const { learned: count, waiting, known, heldBack } = learned.value
  terminal.note(`${count} memories learned, ${waiting === 0 ? '' : `${waiting} waiting for your review, `}${known} known already${heldBack === 0 ? '' : `, ${heldBack} held back because they were forgotten before`}.\n`)
  return exitCodes.done
}

/** True for all that is not clearly a file of plain talks; what cannot be read at all is left to them, with their sentences. */
function isArchive(file: string): boolean {
  const info = statSync(file, { throwIfNoEntry: false })
  if (info === undefined) return false
  // A device or a pipe has no end: the engine refuses it with a sentence.
  if (!info.isFile() || info.size > wholeFile || startsLikeZip(file)) return true
  const parsed = readJson(file)
  // Not one JSON value: one a line, perhaps, or broken in a place that the rest survives.
  if (!parsed.ok) return parsed.error.kind === 'bad-input'
  const first: unknown = Array.isArray(parsed.value) ? parsed.value.find((one) => typeof one === 'object' && one !== null) : parsed.value
  return typeof first === 'object' && first !== null && ['mapping', 'chat_messages', 'casement', 'conversations'].some((name) => Object.hasOwn(first, name))
}

function startsLikeZip(file: string): boolean {
  try {
    const handle = openSync(file, 'r')
    try {
      const start = Buffer.alloc(2)
      return readSync(handle, start) === 2 && start.toString('latin1') === 'PK'
    } finally {
      closeSync(handle)
    }
  } catch {
    return false
  }
}
