import { statSync, type Stats } from 'node:fs'
import type { ImportJob } from '../../shared/exchange.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { newId } from '../platform/ids.ts'
import { getImport, listImports, saveImport, type StoredImport } from '../storage/imports.ts'
import { createCandidateDesk, type CandidateDesk } from './candidateDesk.ts'
import { writable, type EngineParts } from './engineParts.ts'
import { missing } from './handlers/conversationHandlers.ts'
import { refusePath } from './refusePath.ts'
import { runImport } from './runImport.ts'

export type ImportDeskParts = Pick<EngineParts, 'store' | 'clock' | 'log' | 'settings' | 'events' | 'indexer' | 'backUp'> & { isBusy(): boolean }

/** Brings conversations from other programs, one archive at a time, in the background. Nothing is learned by that. */
export interface ImportDesk extends Pick<CandidateDesk, 'candidates' | 'learn'> {
  start(path: string): Result<ImportJob>
  list(): ImportJob[]
  /** Resolves when nothing is read any more. */
  stop(importId: string): Promise<Result<ImportJob>>
  resume(importId: string): Result<ImportJob>
  close(): Promise<void>
}

/** How often listeners hear of a reading that goes on, in milliseconds. */
const tellEveryMs = 200

export function createImportDesk(parts: ImportDeskParts): ImportDesk {
  const { store, clock, events } = parts
  /** Readings of this run as they stand now; what the disk did not take is known here at least. */
  const current = new Map<string, StoredImport>()
  let running: { readonly id: string; readonly abort: AbortController; readonly done: Promise<void> } | null = null
  const find = (importId: string): StoredImport | null => current.get(importId) ?? getImport(store.read, importId)
  const keep = (next: StoredImport): void => {
    current.set(next.job.id, next)
    try {
      if (store.write !== null) saveImport(store.write, next)
    } catch (error) {
      parts.log.warn(`an import could not be noted down: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  const learning = createCandidateDesk(parts, {
    find: (importId) => find(importId)?.job ?? null,
    learned(importId, count) {
      const found = find(importId)
      if (found === null) return
      const next = { ...found, job: { ...found.job, learned: found.job.learned + count } }
      keep(next)
      events.emit('imports.changed', next.job)
    },
  })

  if (store.write !== null) {
    // A killed process left them as they were; where they stood is known.
    for (const found of listImports(store.read)) if (found.job.state === 'running') keep({ ...found, job: { ...found.job, state: 'stopped', endedAt: found.job.endedAt ?? clock.now() } })
  }

  const run = (start: StoredImport): Result<ImportJob> => {
    const write = writable(parts)
    if (!write.ok) return write
    if (running !== null) return fail('busy', 'Another import is still going on.', 'Wait for it, or stop it first.')
    const first: StoredImport = { ...start, job: { ...start.job, state: 'running', problem: null, endedAt: null } }
    const { id } = first.job
    keep(first)
    learning.drop(id)
    // What a person learns from it while it is read is counted here, not by the reading.
    const withLearned = (step: StoredImport): StoredImport => ({ ...step, job: { ...step.job, learned: current.get(id)?.job.learned ?? step.job.learned } })
    const abort = new AbortController()
    let toldAt = Number.NEGATIVE_INFINITY
    let isNews = false
    const done = runImport({
      start: first, db: write.value, signal: abort.signal, now: clock.now, warn: (what) => parts.log.warn(what),
      hear(step, conversationId) {
        const now = withLearned(step)
        current.set(id, now)
        isNews ||= conversationId !== null
        if (clock.elapsed() - toldAt < tellEveryMs) return
        toldAt = clock.elapsed()
        events.emit('imports.changed', now.job)
        if (conversationId !== null) events.emit('conversations.changed', { conversationId })
      },
    }).then((ended) => {
      running = null
      const last = withLearned(ended)
      keep(last)
      // Whoever looked while it ran saw a part; the whole is read when it is asked for.
      learning.drop(id)
      if (isNews) void parts.indexer.catchUp()
      events.emit('imports.changed', last.job)
      events.emit('app.changed', {})
    })
    running = { id, abort, done }
    return ok(first.job)
  }

  return {
    start(path) {
      const refused = refusePath(path)
      if (refused !== null) return refused
      const info = lookAt(path)
      if (info === undefined) return fail('not-found', 'There is no such file.', 'Check its name, or choose it again.')
      return run({
        job: {
          id: newId('i', clock.now()), path, origin: null, state: 'running', startedAt: clock.now(), endedAt: null, bytesRead: 0, bytesTotal: info.isFile() ? info.size : 0,
          conversations: 0, messages: 0, branches: 0, known: 0, skipped: [], skippedCount: 0, problem: null, learned: 0, heldBack: 0,
        },
        mark: null,
      })
    },
    list: () => {
      const stored = new Map(listImports(store.read).map((one) => [one.job.id, one.job]))
      for (const [id, { job }] of current) stored.set(id, job)
      return [...stored.values()].sort((one, other) => other.startedAt - one.startedAt || (one.id < other.id ? 1 : -1))
    },
    async stop(importId) {
      if (running?.id === importId) {
        running.abort.abort()
        await running.done
      }
      const found = find(importId)
      return found === null ? missing('import') : ok(found.job)
    },
    resume(importId) {
      const found = find(importId)
      if (found === null) return missing('import')
      if (running?.id === importId) return ok(found.job)
      return run(found)
    },
    candidates: learning.candidates,
    learn: learning.learn,
    async close() {
      running?.abort.abort()
      await Promise.all([running?.done, learning.close()])
    },
  }
}

/** What lies at a path; undefined for nothing, and for what cannot even be looked at. */
function lookAt(path: string): Stats | undefined {
  try { return statSync(path, { throwIfNoEntry: false }) } catch { return undefined }
}
