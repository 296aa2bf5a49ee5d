import { useState } from 'react'
import type { ImportJob } from '../../shared/exchange.ts'
import { useReadOnly } from '../memories/useReadOnly.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { formatAmount, formatMoment } from '../state/formats.ts'
import { Button } from '../ui/Button.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Candidates } from './Candidates.tsx'
import { canGoOn, tellJob, tellOrigin, tellProgress } from './view/jobWords.ts'

/** One reading of an archive: how far it is, what it brought, what it passed over, and what could be learned from it. */
export function ImportJobCard({ job, bytesPerSecond, onCommand }: { job: ImportJob; bytesPerSecond: number | null; onCommand: () => void }) {
  const { client, toasts } = useAppState()
  const readOnly = useReadOnly()
  const [shows, setShows] = useState<'skipped' | 'candidates' | null>(null)
  const call = async (name: 'imports.stop' | 'imports.resume') => {
    const done = await client.call(name, { importId: job.id })
    if (!done.ok) toasts.getState().notifyFailure(done.error)
    onCommand()
  }
  const share = job.bytesTotal === 0 ? 0 : Math.min(1, job.bytesRead / job.bytesTotal)
  const toggle = (part: typeof shows) => setShows(shows === part ? null : part)
  return (
    <article aria-label={`Archive ${job.path}`} className="rounded-medium border border-line bg-panel px-4 py-3">
      <header className="flex flex-wrap items-baseline gap-x-3">
        <h4 dir="auto" className="min-w-0 flex-1 truncate font-medium" title={job.path}>{job.path.split(/[/\\]/).at(-1)}</h4>
        <span className="text-small text-faint">{tellOrigin(job.origin)} · {formatMoment(job.startedAt)}</span>
      </header>
      {job.state === 'running' && (
        <div className="mt-2">
          <div role="progressbar" aria-label="Reading the archive" aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share * 100)} className="h-1.5 overflow-hidden rounded-full bg-line">
            <div className="h-full origin-left bg-accent transition-transform" style={{ transform: `scaleX(${share})` }} />
          </div>
          <p className="mt-1 text-small text-faint">{tellProgress(job, bytesPerSecond)}</p>
        </div>
      )}
      {/* A count that moves five times a second is not read aloud; its end is. */}
      <p role={job.state === 'running' ? undefined : 'status'} className="mt-1.5 text-snug text-mute">{tellJob(job)}</p>
      {job.problem !== null && <FailureNotice failure={job.problem} className="mt-2" />}
      <div className="mt-2 flex flex-wrap gap-2">
        {job.state === 'running' && <Button size="small" onClick={() => void call('imports.stop')}>Stop</Button>}
        {!readOnly && canGoOn(job) && <Button size="small" onClick={() => void call('imports.resume')}>Go on reading</Button>}
        {job.skippedCount > 0 && <Button size="small" look="quiet" aria-expanded={shows === 'skipped'} onClick={() => toggle('skipped')}>{formatAmount(job.skippedCount, 'part')} passed over</Button>}
        {job.state !== 'running' && job.messages + job.known > 0 && <Button size="small" aria-expanded={shows === 'candidates'} onClick={() => toggle('candidates')}>{shows === 'candidates' ? 'Hide what could be learned' : 'See what could be learned…'}</Button>}
      </div>
      {shows === 'skipped' && (
        <ul aria-label="Passed over" className="mt-2 max-h-60 overflow-y-auto border-t border-line text-small">
          {job.skipped.map((one, at) => <li key={`${one.where}-${at}`} className="border-b border-line py-1 last:border-b-0"><span dir="auto" className="text-mute [overflow-wrap:anywhere]">{one.where}</span>: {one.why}</li>)}
          {job.skippedCount > job.skipped.length && <li className="py-1 text-faint">and {formatAmount(job.skippedCount - job.skipped.length, 'more', 'more')}</li>}
        </ul>
      )}
      {shows === 'candidates' && <Candidates importId={job.id} begun={job.learned > 0} />}
    </article>
  )
}
