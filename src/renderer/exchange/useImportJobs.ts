import { useCallback, useEffect, useRef, useState } from 'react'
import type { ImportJob } from '../../shared/exchange.ts'
import type { Failure } from '../../shared/result.ts'
import { useClient } from '../state/AppStateContext.ts'

/** `bytesPerSecond` is null while it is not known. */
export type ShownJob = { job: ImportJob; bytesPerSecond: number | null }

/** Over a shorter time no speed is worth saying, in milliseconds. */
const leastMs = 1000

/** Puts a job as it is now in its place; a new one comes first. */
export function placeJob(shown: readonly ShownJob[], fresh: ShownJob): ShownJob[] {
  return shown.some(({ job }) => job.id === fresh.job.id) ? shown.map((one) => one.job.id === fresh.job.id ? fresh : one) : [fresh, ...shown]
}

/** All readings of archives, the newest first, kept as they are by what the engine tells of them. */
export function useImportJobs(): { shown: readonly ShownJob[]; failure: Failure | null; take: (job: ImportJob) => void } {
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
  useEffect(() => {
    let current = true
    const stop = client.listen('imports.changed', take)
    void client.call('imports.list', {}).then((found) => {
      if (!current) return
      if (!found.ok) { setFailure(found.error); return }
      // What was told while the list was on its way is newer than the list.
      setShown((before) => before.toReversed().reduce<ShownJob[]>(placeJob, found.value.jobs.map((job) => ({ job, bytesPerSecond: null }))))
    })
    return () => { current = false; stop() }
  }, [client, take])
  return { shown, failure, take }
}
