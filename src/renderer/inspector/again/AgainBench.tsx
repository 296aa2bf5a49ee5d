import { Square } from 'lucide-react'
import { useState } from 'react'
import type { TurnTrace } from '../../../shared/trace.ts'
import type { ContextChange } from '../../../shared/versions.ts'
import { Button } from '../../ui/Button.tsx'
import { FailureNotice } from '../../ui/Notice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Bench } from '../Bench.tsx'
import { DiffView } from '../compare/DiffView.tsx'
import { Section } from '../Section.tsx'
import { useAnswer } from '../useAnswer.ts'
import { isUnchanged, tellChange } from '../view/change.ts'
import { AnswersBeside } from './AnswersBeside.tsx'
import { ChangeEditor } from './ChangeEditor.tsx'
import { EarlierRuns } from './EarlierRuns.tsx'
import { usePreview } from './usePreview.ts'
import { useRuns } from './useRuns.ts'

/** "What would it have said without this?": a past turn under other conditions. Nothing here enters the conversation. */
export function AgainBench({ trace, begin, onBack }: { trace: TurnTrace; begin: ContextChange; onBack: () => void }) {
  const [change, setChange] = useState(begin)
  const preview = usePreview(trace.turnId, change)
  const { runs, running, failure, ask, stop } = useRuns(trace.turnId)
  const [shownRunId, setShownRunId] = useState<string | null>(null)
  const original = useAnswer(trace.answerMessageId)
  const shown = runs.find((run) => run.runId === shownRunId) ?? null
  const onAsk = async () => { const runId = await ask(change); if (runId !== null) setShownRunId(runId) }
  return (
    <Bench title="Run it again" onBack={onBack}>
      <div className="@xl:grid @xl:grid-cols-2">
        <Section title="What would be different?" aside="nothing enters the conversation">
          <ChangeEditor trace={trace} change={change} onChange={setChange} />
          <div className="mt-3 flex flex-wrap items-center gap-2.5">
            {running === null
              ? <Button look="primary" disabled={preview.failure !== null && !preview.stale} onClick={() => void onAsk()}>Ask the model</Button>
              : <Button icon={<Square size={12} aria-hidden />} onClick={stop}>Stop</Button>}
            <span role="status" className="min-w-0 flex-1 text-small text-mute">{running === null ? tellChange(change) : running.text === '' ? 'The model reads…' : 'The model writes…'}</span>
          </div>
          {failure !== null && <FailureNotice failure={failure} className="mt-3" />}
        </Section>
        <EarlierRuns runs={runs.filter((run) => run.state !== 'running')} shownRunId={shownRunId} onShow={(run) => { setShownRunId(run.runId); setChange(run.change) }} />
      </div>
      {(shown !== null || running !== null) && <AnswersBeside trace={trace} original={original} run={running !== null && shownRunId === running.runId ? null : shown} growing={running !== null && (shownRunId === running.runId || shown === null) ? running.text : null} />}
      <div aria-busy={preview.stale || undefined}>
        {isUnchanged(change) && <p className="px-4 py-3.5 text-small text-mute">Change something, and the context that would be sent shows here at once. Asked without a change, the model answers the same prompt once more.</p>}
        {preview.failure !== null && <FailureNotice failure={preview.failure} className="m-4" />}
        {preview.made === null && preview.stale && preview.failure === null && <Skeleton label="Making the context" lines={5} className="p-4" />}
        {preview.made !== null && <DiffView diff={preview.made.diff} before="as it was sent" after={tellChange(change)} />}
      </div>
    </Bench>
  )
}
