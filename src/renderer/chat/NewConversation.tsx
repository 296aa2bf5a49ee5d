import { useAppState, useModels, useStatus } from '../state/AppStateContext.ts'
import { formatCount } from '../state/formats.ts'
import { isUsable } from '../state/modelStore.ts'
import { selectStatus } from '../state/statusStore.ts'
import { Mark } from '../sidebar/Mark.tsx'
import { Button } from '../ui/Button.tsx'

/** What stands where a conversation has no message yet. */
export function NewConversation({ temporary }: { temporary: boolean }) {
  const { window } = useAppState()
  const counts = useStatus(selectStatus)?.counts
  const memories = counts?.memories ?? 0
  const isFirst = counts !== undefined && counts.conversations === 0 && memories === 0 && !temporary
  const missing = useModels((state) => state.loaded && !state.models.some(isUsable))
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-1.5 px-6 text-center">
      <span className="mb-2"><Mark size={34} /></span>
      <h2 className="text-title font-medium">What is on your mind?</h2>
      {missing
        ? (
          <>
            <p className="max-w-100 text-mute">There is no model to write answers yet. Memories and search work already{memories > 0 ? ', and questions are answered from what you told before' : ''}.</p>
            <Button look="primary" className="mt-3" onClick={() => window.getState().showPage('settings')}>Choose a model</Button>
          </>
        )
        : <p className="text-mute">{temporary ? 'Nothing of this is stored. It is gone when you close it.' : memories === 0 ? 'What you tell here can be remembered, on this computer only.' : `${formatCount(memories)} ${memories === 1 ? 'memory is' : 'memories are'} at hand.`}</p>}
      {isFirst && <p className="mt-3 text-snug text-mute">Coming from ChatGPT or Claude? <Button size="small" className="ml-1" onClick={() => window.getState().showPage('past')}>Bring your past…</Button></p>}
    </div>
  )
}
