import { History } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ShownMessage } from '../../shared/message.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { formatWhen } from '../state/formats.ts'
import { TinyButton } from './TinyButton.tsx'

type Summary = NonNullable<ShownMessage['summary']>

/** Says that an answer was given before, when, and leads there; one press asks afresh. */
export function CachedMark({ cached, busy, onAfresh }: { cached: NonNullable<Summary['cached']>; busy: boolean; onAfresh: () => void }) {
  const open = useOpenAnswer(cached.messageId)
  const when = formatWhen(cached.at)
  return (
    <Line>
      <span>from an <TinyButton label={`answer of ${when}, go there`} onPress={open}>answer of {when}</TinyButton></span>
      {!busy && <><span aria-hidden className="opacity-50">·</span><TinyButton label="ask afresh" onPress={onAfresh}>ask afresh</TinyButton></>}
    </Line>
  )
}

/** Offers an answer to a like question of before; it was not given here. */
export function NearMark({ near }: { near: NonNullable<Summary['near']> }) {
  const open = useOpenAnswer(near.messageId)
  const when = formatWhen(near.at)
  return <Line><span>A like question was answered {when}.</span><TinyButton label={`See that answer of ${when}`} onPress={open}>See that answer</TinyButton></Line>
}

function Line({ children }: { children: ReactNode }) {
  return <p className="flex flex-wrap items-center gap-x-2 text-small text-mute"><History size={13} aria-hidden className="shrink-0 text-faint" />{children}</p>
}

/** Goes to a message wherever it stands; one that is gone says so. */
function useOpenAnswer(messageId: string): () => void {
  const { client, window, toasts } = useAppState()
  return () => void client.call('messages.get', { messageId }).then((found) => {
    if (found.ok) window.getState().openMessage(messageId, found.value.conversationId)
    else toasts.getState().notify({ message: 'That answer is not there any more.' })
  })
}
