import { useCallback, useEffect, useState } from 'react'
import type { ImportJob } from '../../shared/exchange.ts'
import type { Failure } from '../../shared/result.ts'
import { useClient } from '../state/AppStateContext.ts'

/** Puts a job as it is now in its place; a new one comes first. */
export function placeJob(jobs: readonly ImportJob[], job: ImportJob): ImportJob[] {
  return jobs.some((one) => one.id === job.id) ? jobs.map((one) => one.id === job.id ? job : one) : [job, ...jobs]
}

/** All readings of archives, the newest first, kept as they are by what the engine tells of them. */
export function useImportJobs(): { jobs: readonly ImportJob[]; failure: Failure | null; take: (job: ImportJob) => void } {
  const client = useClient()
  const [jobs, setJobs] = useState<readonly ImportJob[]>([])
  const [failure, setFailure] = useState<Failure | null>(null)
  const take = useCallback((job: ImportJob) => setJobs((before) => placeJob(before, job)), [])
  useEffect(() => {
    let current = true
    // What is told while the list is on its way is newer than the list.
    const heard = new Map<string, ImportJob>()
    const stop = client.listen('imports.changed', (job) => { heard.set(job.id, job); take(job) })
    void client.call('imports.list', {}).then((found) => {
      if (!current) return
      if (!found.ok) { setFailure(found.error); return }
      setJobs((before) => [...before, ...heard.values()].reduce<ImportJob[]>(placeJob, found.value.jobs))
    })
    return () => { current = false; stop() }
  }, [client, take])
  return { jobs, failure, take }
}
