import { useMemo, useState } from 'react'
import type { Epoch } from '../../shared/epoch.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { excerpt, formatAmount, formatCount, formatMoment } from '../state/formats.ts'
import { useReply } from '../state/useReply.ts'
import { Button } from '../ui/Button.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'

const firstMessages = 8

/** What a summary was made of: its messages, each with the way to it, and the summary before that it took in. */
export function EpochSourcesList({ epochId, onPrevious, onLeave }: { epochId: string; onPrevious: (previous: Epoch) => void; onLeave: () => void }) {
  const { window } = useAppState()
  const [all, setAll] = useState(false)
  const input = useMemo(() => ({ epochId }), [epochId])
  const { value: sources, failure } = useReply('epochs.get', input)
  const previous = sources?.previous ?? null
  const shown = sources === null ? [] : all ? sources.messages : sources.messages.slice(0, firstMessages)
  return (
    <section aria-label="Made of" className="mt-4">
      <h3 className="text-small font-semibold">Made of</h3>
      {failure !== null && <FailureNotice failure={failure} className="mt-1" />}
      {sources === null && failure === null && <Skeleton lines={4} label="The messages are being read" className="mt-2" />}
      {previous !== null && (
        <button type="button" onClick={() => onPrevious(previous)} className="mt-1 block w-full rounded-medium border border-line px-3 py-1.5 text-small transition-colors hover:bg-hover">
          <span className="font-medium">{previous.kind === 'checkpoint' ? 'Checkpoint' : 'Summary'} {formatCount(previous.number)}</span><span className="text-faint"> of {formatAmount(previous.messages, 'message')}</span>
          <span dir="auto" className="block truncate text-mute">{excerpt(previous.text, 110)}</span>
        </button>
      )}
      <ul className="mt-1">
        {shown.map((one) => (
          <li key={one.messageId} className="border-b border-line last:border-b-0">
            <button type="button" onClick={() => { onLeave(); window.getState().openMessage(one.messageId, sources!.epoch.conversationId) }} className="block w-full rounded-small px-1 py-1.5 text-small transition-colors hover:bg-hover">
              <span className="text-faint">{one.role === 'user' ? 'You' : 'Answer'}, {formatMoment(one.at)}</span>
              <span dir="auto" className="block [overflow-wrap:anywhere]">{excerpt(one.text, 160)}</span>
            </button>
          </li>
        ))}
      </ul>
      {sources !== null && sources.messages.length > shown.length && <Button size="small" className="mt-2" onClick={() => setAll(true)}>Show all {formatAmount(sources.messages.length, 'message')}</Button>}
    </section>
  )
}
