import { useCallback, useEffect, useRef, useState } from 'react'
import type { ImportJob } from '../../shared/exchange.ts'
import type { Failure } from '../../shared/result.ts'
import { useClient } from '../state/AppStateContext.ts'

/** `bytesPerSecond` is null while it is not known. */
export type ShownJob = { job: ImportJob; bytesPerSecond: number | null }

/** Over a shorter time no speed is worth saying, in milliseconds. */
const leastMs = 1000

/** Puts a job as it is now in its place, the newest first. */
export function placeJob(shown: readonly ShownJob[], fresh: ShownJob): ShownJob[] {
  return shown.some(({ job }) => job.id === fresh.job.id) ? shown.map((one) => one.job.id === fresh.job.id ? fresh : one) : [...shown, fresh].sort((a, b) => b.job.startedAt - a.job.startedAt || (a.job.id < b.job.id ? 1 : -1))
}

/** While one is running all are asked for again after this time, so that no word that was missed leaves one running for ever; in milliseconds. */
const askAgainMs = 1500

/**
 * All readings of archives, the newest first, kept as they are by what the engine tells of them. `again` asks for them all: an answer
 * to a command may be older than what was told meanwhile, and a small archive is read before its first answer comes.
 */
export function useImportJobs(): { shown: readonly ShownJob[]; failure: Failure | null; again: () => void } {
  const client = useClient()
  const [shown, setShown] = useState<readonly ShownJob[]>([])
  const [failure, setFailure] = useState<Failure | null>(null)
  /** Where a running one stood when it was first heard of here. */
  const starts = useRef(new Map<string, { at: number; bytes: number }>())
  const take = useCallback((job: ImportJob) => {
    const start = starts.current.get(job.id)
    if (job.state !== 'running') starts.current.delete(job.id)
    else if (start === undefined) starts.current.set(job.id, { at: performance.now(), bytes: job.bytesRead })
    const ms = start === undefined ? 0 : performance.now() - start.at
    const bytesPerSecond = start === undefined || ms < leastMs ? null : ((job.bytesRead - start.bytes) * 1000) / ms
    setShown((before) => placeJob(before, { job, bytesPerSecond }))
  }, [])
  /** What the engine told of since the last question: that is newer than the answer. */
  const heard = useRef(new Set<string>())
  const asked = useRef(0)
  const again = useCallback(() => {
    const question = ++asked.current
    heard.current.clear()
    void client.call('imports.list', {}).then((found) => {
      if (!found.ok) { setFailure(found.error); return }
      setFailure(null)
      if (question !== asked.current) return
      for (const job of found.value.jobs) if (!heard.current.has(job.id)) take(job)
    })
  }, [client, take])
  useEffect(() => {
    const stop = client.listen('imports.changed', (job) => { heard.current.add(job.id); take(job) })
    again()
    return stop
  }, [client, take, again])
  const isRunning = shown.some(({ job }) => job.state === 'running')
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(again, askAgainMs)
    return () => clearInterval(timer)
  }, [isRunning, again])
  return { shown, failure, again }
}
