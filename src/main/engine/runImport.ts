import { stat } from 'node:fs/promises'
import type { ImportJob } from '../../shared/exchange.ts'
import { fail, FailureError, type Failure } from '../../shared/result.ts'
import { readArchive } from '../exchange/readArchive.ts'
import { transaction, type WriteDb } from '../storage/database.ts'
import { linkImport, saveImport, type ImportMark, type StoredImport } from '../storage/imports.ts'
import { asFailureError } from '../storage/problems.ts'
import { keepImported, type Kept } from './keepImported.ts'

export interface RunImport {
  readonly start: StoredImport
  readonly db: WriteDb
  readonly signal: AbortSignal
  now(): number
  /** Hears every step; `conversationId` names one that changed. */
  hear(step: StoredImport, conversationId: string | null): void
  warn(what: string): void
}

/** What could not be read is listed so far; beyond that it is only counted. */
const mostListed = 200

/**
 * Reads an archive from its mark on, and keeps each conversation together with the new mark in one transaction: a killed
 * process has all of it or nothing, and the next run goes on behind it.
 * @returns the reading as it ended: done, stopped (with a problem where the disk was at fault), or failed
 */
export async function runImport({ start, db, signal, now, hear, warn }: RunImport): Promise<StoredImport> {
  const { job: { path } } = start
  let job: ImportJob = { ...start.job, state: 'running', endedAt: null, problem: null }
  const stamp = await stampOf(path)
  let mark = start.mark?.stamp === stamp ? start.mark : null
  let failed: Failure | null = null
  const step = (change: Partial<ImportJob>, conversationId: string | null = null): void => {
    job = { ...job, ...change }
    hear({ job, mark }, conversationId)
  }
  const skip = (where: string, why: string): void => {
    // A reading that goes on meets the last place once more.
    if (job.skipped.some((one) => one.where === where && one.why === why)) return
    step({ skippedCount: job.skippedCount + 1, skipped: job.skipped.length < mostListed ? [...job.skipped, { where, why }] : job.skipped })
  }
  try {
    const items = readArchive(path, { signal, now: now(), skipBefore: mark, hear: (progress) => step(progress) })
    for await (const item of items) {
      if (signal.aborted) break
      if (item.kind === 'failed') { failed = item.failure; break }
      if (item.kind === 'skipped') { skip(item.where, item.why); continue }
      const { conversation, place } = item
      const next: ImportMark = { ...place, stamp }
      const kept = transaction(db, () => {
        const result = keepImported(db, conversation)
        if (typeof result === 'string') return result
        const met = linkImport(db, job.id, conversation.id)
        const counted = countIn(job, result, met, conversation.origin)
        saveImport(db, { job: counted, mark: next })
        return { counted, changed: result.messages > 0 }
      })
      if (typeof kept === 'string') { skip(`${place.file}, number ${place.index + 1}`, kept); continue }
      mark = next
      step(kept.counted, kept.changed ? conversation.id : null)
      // Typing comes first.
      await new Promise((resolve) => { setImmediate(resolve) })
    }
    if (failed === null && !signal.aborted && job.conversations + job.known === 0) failed = fail('bad-input', 'No conversation could be read from this file.', 'Choose the export as it was downloaded, or look below at what was left out and why.').error
    job = { ...job, state: signal.aborted ? 'stopped' : failed === null ? 'done' : 'failed', problem: failed }
  } catch (error) {
    const known = asFailureError(error)
    if (known instanceof FailureError) job = { ...job, state: 'stopped', problem: { ...known.failure, next: `${known.failure.next ?? ''} Then resume this import: it goes on where it stopped.`.trim() } }
    else {
      warn(`an import broke off: ${error instanceof Error ? error.stack ?? error.message : String(error)}`)
      job = { ...job, state: 'failed', problem: fail('unsupported', 'This import ended by a fault in Casement.', 'Resume it; if it ends again, report it with the kind of the export.').error }
    }
  }
  job = { ...job, endedAt: now() }
  return { job, mark }
}

function countIn(job: ImportJob, kept: Kept, met: boolean, origin: ImportJob['origin']): ImportJob {
  const isKnown = kept.messages === 0 && met
  return {
    ...job, origin: job.origin ?? origin, conversations: job.conversations + (kept.isNew ? 1 : 0), messages: job.messages + kept.messages,
    branches: job.branches + kept.branches, known: job.known + (isKnown ? 1 : 0), heldBack: job.heldBack + kept.heldBack,
  }
}

/** Tells a file from another one at the same place; a folder is told by its own time. */
async function stampOf(path: string): Promise<string> {
  const info = await stat(path).catch(() => null)
  return info === null ? '' : `${info.size}:${Math.round(info.mtimeMs)}`
}
