import { ArrowLeftRight, FlaskConical, ThumbsDown, ThumbsUp } from 'lucide-react'
import type { TurnTrace } from '../../shared/trace.ts'
import { useThread } from '../state/AppStateContext.ts'
import type { ThreadState } from '../state/threadStore.ts'
import { Button } from '../ui/Button.tsx'

/** What one can do with a turn as a whole: compare it with another, run it again; and what the person thought of it. */
export function FaceTools({ trace, onCompare, onAgain }: { trace: TurnTrace; onCompare: () => void; onAgain: (() => void) | null }) {
  const thumb = useThread((state: ThreadState) => state.messages.find((one) => one.id === trace.answerMessageId)?.summary?.thumb ?? null)
  return (
    <div className="flex flex-wrap items-center gap-1.5 border-b border-line px-4 py-2">
      <Button size="small" look="quiet" className="-ml-2" icon={<ArrowLeftRight size={13} />} onClick={onCompare}>Compare</Button>
      {onAgain !== null && <Button size="small" look="quiet" icon={<FlaskConical size={13} />} onClick={onAgain}>Run again</Button>}
      <span className="ml-auto flex items-center gap-2 text-tiny text-faint">
        {thumb !== null && <span className="inline-flex items-center gap-1">{thumb === 'up' ? <ThumbsUp size={12} aria-hidden /> : <ThumbsDown size={12} aria-hidden />}{thumb === 'up' ? 'good answer' : 'bad answer'}</span>}
        {trace.strategy !== '' && <span title="The strategy that made this context">{trace.strategy}</span>}
      </span>
    </div>
  )
}
