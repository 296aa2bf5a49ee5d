import { useState } from 'react'
import type { EpochSources } from '../../../shared/epoch.ts'
import type { Failure } from '../../../shared/result.ts'
import { useClient, useWindow } from '../../state/AppStateContext.ts'
import { excerpt, formatAmount, formatCount, formatMoment } from '../../state/formats.ts'
import type { WindowState } from '../../state/windowStore.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FailureNotice } from '../../ui/Notice.tsx'
import { RowList } from '../RowList.tsx'

const selectOpenMessage = (state: WindowState) => state.openMessage

/** Opens what a summary was made of: its messages, and the summary before it. */
export function EpochOfPiece({ epochId }: { epochId: string }) {
  const client = useClient()
  const openMessage = useWindow(selectOpenMessage)
  const [found, setFound] = useState<EpochSources | Failure | null>(null)
  const open = async (wanted: string) => {
    const answer = await client.call('epochs.get', { epochId: wanted })
    setFound(answer.ok ? answer.value : answer.error)
  }
  const sources = found !== null && 'epoch' in found ? found : null
  return (
    <>
      <Button size="small" onClick={() => void open(epochId)}>What it was made of</Button>
      <Dialog
        open={found !== null} onClose={() => setFound(null)} size="wide" title={sources === null ? 'The summary' : `Summary ${formatCount(sources.epoch.number)}`}
        description={sources === null ? undefined : `${sources.epoch.why}. ${formatAmount(sources.epoch.messages, 'message')}, ${formatCount(sources.epoch.tokensBefore)} → ${formatAmount(sources.epoch.tokensAfter, 'token')}, ${formatMoment(sources.epoch.createdAt)}.`}
      >
        {found !== null && !('epoch' in found) && <FailureNotice failure={found} />}
        {sources !== null && (
          <>
            <blockquote dir="auto" className="mt-3 border-l-2 border-line-strong pl-3 whitespace-pre-wrap [overflow-wrap:anywhere]">{sources.epoch.text}</blockquote>
            {sources.epoch.lost.length > 0 && <p className="mt-2 text-small text-mute">Not in it: {sources.epoch.lost.map((one) => one.text).join(', ')}.</p>}
            {sources.previous !== null && <Button size="small" className="mt-3" onClick={() => void open(sources.previous!.id)}>The summary before it ({formatAmount(sources.previous.messages, 'message')})</Button>}
            <h4 className="mt-3 mb-1 text-small font-medium">Made of</h4>
            <RowList label="Messages of the summary" items={sources.messages} keyOf={(one) => one.messageId}>
              {(one) => (
                <button type="button" onClick={() => { setFound(null); openMessage(one.messageId, sources.epoch.conversationId) }} className="block w-full border-t border-line py-1.5 text-left hover:bg-hover">
                  <span className="block text-tiny text-faint">{one.role === 'user' ? 'you' : 'answer'}, {formatMoment(one.at)}</span><span dir="auto" className="block [overflow-wrap:anywhere]">{excerpt(one.text, 160)}</span>
                </button>
              )}
            </RowList>
          </>
        )}
      </Dialog>
    </>
  )
}
