import { X } from 'lucide-react'
import { useAppState } from '../state/AppStateContext.ts'
import { useConversation } from '../state/useConversation.ts'
import { useScopePlaces } from './useScopePlaces.ts'
import { listNarrowings, type MemoryFilter } from './view/filter.ts'

/** What narrows the list now, each with a way to take it away. */
export function FilterChips({ filter }: { filter: MemoryFilter }) {
  const { browse } = useAppState()
  const { nameOf } = useScopePlaces()
  // One from far back stands in no list.
  const conversation = useConversation(filter.conversationId)
  const narrowings = listNarrowings(filter, (scopeId) => nameOf(scopeId) ?? (scopeId === conversation?.id ? conversation.title || 'New conversation' : null))
  if (narrowings.length === 0) return null
  const { narrow, clear } = browse.getState()
  return (
    <div role="group" aria-label="Filters" className="flex flex-wrap items-center gap-1.5">
      {narrowings.map(({ key, text, without }) => (
        <button key={key} type="button" aria-label={`Take away: ${text}`} onClick={() => narrow(without)} className="inline-flex max-w-70 items-center gap-1 rounded-full border border-accent bg-accent-soft py-0.5 pr-1.5 pl-2.5 text-small hover:bg-hover">
          <span dir="auto" className="truncate">{text}</span><X size={12} className="shrink-0" />
        </button>
      ))}
      {narrowings.length > 1 && <button type="button" onClick={clear} className="rounded-small px-1.5 text-small text-mute hover:text-text">Clear all</button>}
    </div>
  )
}
