import { ThumbsDown, ThumbsUp } from 'lucide-react'
import type { ShownMessage } from '../../shared/message.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { IconButton } from '../ui/IconButton.tsx'

/** What the person thinks of an answer, for the figures in Insights. The same thumb again takes it back. */
export function Thumbs({ message }: { message: ShownMessage }) {
  const { thread, toasts } = useAppState()
  if (message.summary === null || message.turnId === null) return null
  const { thumb } = message.summary
  const rate = (next: 'up' | 'down') => void thread.getState().rate(message, next).then((failed) => { if (failed !== null) toasts.getState().notifyFailure(failed) })
  return (
    <>
      <IconButton label={thumb === 'up' ? 'Good answer: take it back' : 'Good answer'} pressed={thumb === 'up'} onClick={() => rate('up')}><ThumbsUp size={14} fill={thumb === 'up' ? 'currentColor' : 'none'} /></IconButton>
      <IconButton label={thumb === 'down' ? 'Poor answer: take it back' : 'Poor answer'} pressed={thumb === 'down'} onClick={() => rate('down')}><ThumbsDown size={14} fill={thumb === 'down' ? 'currentColor' : 'none'} /></IconButton>
    </>
  )
}
