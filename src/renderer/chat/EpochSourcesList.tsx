import { useEffect, useState } from 'react'
import type { Epoch, EpochSources } from '../../shared/epoch.ts'
import type { Failure } from '../../shared/result.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { excerpt, formatAmount, formatCount, formatMoment } from '../state/formats.ts'
import { Button } from '../ui/Button.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'

const firstMessages = 8

/** What a summary was made of: its messages, each with the way to it, and the summary before that it took in. */
export function EpochSourcesList({ epochId, onPrevious, onLeave }: { epochId: string; onPrevious: (previous: Epoch) => void; onLeave: () => void }) {
  const { client, window } = useAppState()
  const [found, setFound] = useState<{ sources: EpochSources | null; failure: Failure | null }>({ sources: null, failure: null })
  const [all, setAll] = useState(false)
  useEffect(() => {
    let current = true
    void client.call('epochs.get', { epochId }).then((answer) => { if (current) setFound(answer.ok ? { sources: answer.value, failure: null } : { sources: null, failure: answer.error }) })
    return () => { current = false }
  }, [client, epochId])
  const { sources, failure } = found
  const shown = sources === null ? [] : all ? sources.messages : sources.messages.slice(0, firstMessages)
  return (
    <section aria-label="Made of" className="mt-4">
      <h3 className="text-small font-semibold">Made of</h3>
      {failure !== null && <FailureNotice failure={failure} className="mt-1" />}
      {sources === null && failure === null && <Skeleton lines={4} label="The messages are being read" className="mt-2" />}
      {sources?.previous != null && (
        <button type="button" onClick={() => onPrevious(sources.previous!)} className="mt-1 block w-full rounded-medium border border-line px-3 py-1.5 text-small transition-colors hover:bg-hover">
          <span className="font-medium">{sources.previous.kind === 'checkpoint' ? 'Checkpoint' : 'Summary'} {formatCount(sources.previous.number)}</span><span className="text-faint"> of {formatAmount(sources.previous.messages, 'message')}</span>
          <span dir="auto" className="block truncate text-mute">{excerpt(sources.previous.text, 110)}</span>
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
