import { useState } from 'react'
import { useReadOnly } from '../memories/useReadOnly.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { formatAmount, formatCount } from '../state/formats.ts'
import { Button } from '../ui/Button.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { CandidateRows } from './CandidateRows.tsx'
import { useCandidates } from './useCandidates.ts'
import { tellLearned } from './view/jobWords.ts'

/** `fromNone`: only what is marked is chosen; else all but that. So "all" holds for what is not read yet too. */
type Choice = { fromNone: boolean; marked: ReadonlySet<string> }
const all: Choice = { fromNone: false, marked: new Set() }
const none: Choice = { fromNone: true, marked: new Set() }

/** What could be learned from an archive: all chosen at first, and none where some was learned already; each with the words it comes from. Nothing is learned before the button. */
export function Candidates({ importId, begun }: { importId: string; begun: boolean }) {
  const { client, toasts, window } = useAppState()
  const readOnly = useReadOnly()
  const { found, failure, more, again } = useCandidates(importId)
  const [choice, setChoice] = useState(begun ? none : all)
  const [learning, setLearning] = useState(false)

  if (failure !== null) return <FailureNotice failure={failure} className="mt-3" action={<Button size="small" onClick={again}>Try again</Button>} />
  if (found === null) return <Skeleton label="Reading the messages" lines={4} className="mt-3" />
  const { fromNone, marked } = choice
  const reads = found.read < found.of
  const count = fromNone ? marked.size : found.total - marked.size
  const learn = async () => {
    setLearning(true)
    const done = await client.call('imports.learn', { importId, candidateIds: fromNone ? [...marked] : null, except: fromNone ? [] : [...marked] })
    setLearning(false)
    if (!done.ok) { toasts.getState().notifyFailure(done.error); return }
    // What was chosen is done; the same press must not do it again.
    setChoice(none)
    again()
    toasts.getState().notify({ message: tellLearned(done.value), action: { label: 'Open the memories', run: () => window.getState().showPage('memories') } })
  }
  const toggle = (id: string) => setChoice((before) => { const next = new Set(before.marked); if (!next.delete(id)) next.add(id); return { ...before, marked: next } })
  return (
    <section aria-label="What could be learned" className="mt-3 border-t border-line pt-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-mute">
        <span role="status" className="min-w-0 flex-1 basis-50">{reads ? `${formatCount(found.read)} of ${formatAmount(found.of, 'message')} read, ` : ''}{formatAmount(found.total, 'fact')} found, {formatCount(count)} chosen.</span>
        {found.total > 0 && (
          <span className="flex items-center gap-1">
            <Button size="small" look="quiet" onClick={() => setChoice(all)}>All</Button>
            <Button size="small" look="quiet" onClick={() => setChoice(none)}>None</Button>
            <Button size="small" look="primary" className="ml-1" disabled={learning || readOnly || count === 0} onClick={() => void learn()}>{learning ? 'Learning…' : !fromNone && reads ? 'Learn all that is chosen' : `Learn ${formatCount(count)}`}</Button>
          </span>
        )}
      </div>
      {found.total > 0 && <CandidateRows items={found.items} total={found.total} isChosen={(one) => marked.has(one.candidateId) === fromNone} onToggle={toggle} onMore={more} />}
      {found.total === 0 && !reads && <p className="mt-2 text-snug text-mute">Nothing in it tells about you.</p>}
    </section>
  )
}
