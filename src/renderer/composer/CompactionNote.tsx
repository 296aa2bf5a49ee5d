import { FoldVertical } from 'lucide-react'
import { useAppState, useEpochs } from '../state/AppStateContext.ts'
import type { Preview } from './usePreview.ts'

/** What will be summed up with the next message, before it happens, and a way to do it now. */
export function CompactionNote({ compaction, conversationId, busy }: { compaction: NonNullable<Preview['compaction']>; conversationId: string | null; busy: boolean }) {
  const { epochs } = useAppState()
  const making = useEpochs((state) => state.making !== null)
  return (
    <p role="status" className="flex items-start justify-center gap-2 px-6 pt-2 text-small text-warn">
      <FoldVertical size={14} aria-hidden className="mt-0.5 shrink-0" />
      <span className="min-w-0 [overflow-wrap:anywhere]">{compaction.sentence}</span>
      {conversationId !== null && !busy && <button type="button" disabled={making} onClick={() => void epochs.getState().make(conversationId, 'compaction')} className="shrink-0 rounded-small underline decoration-line-strong underline-offset-3 hover:decoration-current disabled:text-faint">Sum up now</button>}
    </p>
  )
}
