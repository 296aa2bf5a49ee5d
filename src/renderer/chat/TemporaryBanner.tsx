import { EyeOff } from 'lucide-react'
import type { Conversation } from '../../shared/message.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'

/** Says what a temporary chat is, as long as it is open, and closes it. */
export function TemporaryBanner({ conversation }: { conversation: Conversation }) {
  const { conversations, window } = useAppState()
  const close = async () => {
    await conversations.getState().remove(conversation)
    window.getState().showConversation(null)
  }
  return (
    <div role="note" className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-panel px-5 py-1.5 text-small text-mute">
      <EyeOff size={14} aria-hidden className="shrink-0" />
      <p className="min-w-0 flex-1 basis-80">Temporary: nothing here is stored or learned. It is gone when you close it, or with Casement. What you told before may still be used.</p>
      <Button size="small" onClick={() => void close()}>Close and let go</Button>
    </div>
  )
}
