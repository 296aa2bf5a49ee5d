import { useEffect, useRef, useState } from 'react'
import type { ImportCandidate } from '../../shared/exchange.ts'
import type { Output } from '../../shared/contract.ts'
import type { Failure, Result } from '../../shared/result.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { formatAmount, formatCount, formatDay } from '../state/formats.ts'
import { Button } from '../ui/Button.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'

const pageSize = 100
/** While messages are still being read, the list is asked for again after this time, in milliseconds. */
const askAgainMs = 1000

type Found = { items: ImportCandidate[]; next: string | null; total: number; read: number; of: number }

/** What could be learned from an archive: all chosen at first, each with the words it comes from. Nothing is learned before the button. */
export function Candidates({ importId }: { importId: string }) {
  const { client, toasts, window } = useAppState()
  const [found, setFound] = useState<Found | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  /** Left out one by one; or, after "none", chosen one by one. */
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const [fromNone, setFromNone] = useState(false)
  const [learning, setLearning] = useState(false)
  const pages = useRef(1)

  useEffect(() => {
    let current = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = async () => {
      const items: ImportCandidate[] = []
      let cursor: string | null = null
      let last: Found | null = null
      for (let page = 0; page < pages.current; page++) {
        const answer: Result<Output<'imports.candidates'>> = await client.call('imports.candidates', { importId, cursor, limit: pageSize })
        if (!current) return
        if (!answer.ok) { setFailure(answer.error); return }
        items.push(...answer.value.items)
        cursor = answer.value.next
        last = { ...answer.value, items }
        if (cursor === null) break
      }
      setFound(last)
      if (last !== null && last.read < last.of) timer = setTimeout(() => void read(), askAgainMs)
    }
    void read()
    return () => { current = false; clearTimeout(timer) }
  }, [client, importId])

  if (failure !== null) return <FailureNotice failure={failure} className="mt-3" />
  if (found === null) return <Skeleton label="Reading the messages" lines={4} className="mt-3" />
  const isChosen = (one: ImportCandidate) => marked.has(one.candidateId) === fromNone
  const count = fromNone ? marked.size : found.total - marked.size
  const more = async () => {
    if (found.next === null) return
    const answer = await client.call('imports.candidates', { importId, cursor: found.next, limit: pageSize })
    if (!answer.ok) { setFailure(answer.error); return }
    pages.current += 1
    setFound({ ...answer.value, items: [...found.items, ...answer.value.items] })
  }
  const learn = async () => {
    setLearning(true)
    const done = await client.call('imports.learn', { importId, candidateIds: fromNone ? [...marked] : null, except: fromNone ? [] : [...marked] })
    setLearning(false)
    if (!done.ok) { toasts.getState().notifyFailure(done.error); return }
    const { learned, known, heldBack } = done.value
    toasts.getState().notify({
      message: `${formatAmount(learned, 'memory', 'memories')} learned${known > 0 ? `, ${formatCount(known)} known already` : ''}${heldBack > 0 ? `, ${formatCount(heldBack)} held back because they were forgotten before` : ''}.`,
      action: { label: 'Open', run: () => window.getState().showPage('memories') },
    })
  }
  const toggle = (id: string) => setMarked((before) => { const next = new Set(before); if (!next.delete(id)) next.add(id); return next })
  return (
    <section aria-label="What could be learned" className="mt-3 border-t border-line pt-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-mute">
        <span role="status" className="min-w-0 flex-1">{found.read < found.of ? `${formatCount(found.read)} of ${formatAmount(found.of, 'message')} read; ` : ''}{formatAmount(found.total, 'fact')} found, {formatCount(count)} chosen.</span>
        <Button size="small" look="quiet" onClick={() => { setFromNone(false); setMarked(new Set()) }}>All</Button>
        <Button size="small" look="quiet" onClick={() => { setFromNone(true); setMarked(new Set()) }}>None</Button>
        <Button size="small" look="primary" disabled={learning || count === 0} onClick={() => void learn()}>{learning ? 'Learning…' : `Learn ${formatCount(count)}`}</Button>
      </div>
      <ul aria-label="Facts" className="mt-2 max-h-110 overflow-y-auto">
        {found.items.map((one) => (
          <li key={one.candidateId} className="flex items-start gap-2.5 border-t border-line py-1.5 [content-visibility:auto] [contain-intrinsic-size:auto_40px]">
            <input type="checkbox" aria-label={`Learn “${one.text}”`} checked={isChosen(one)} onChange={() => toggle(one.candidateId)} className="mt-1 size-3.5 accent-accent" />
            <span className="min-w-0 flex-1">
              <span dir="auto" className="block text-snug [overflow-wrap:anywhere]">{one.text}</span>
              <span className="flex flex-wrap gap-x-2 text-small text-faint">
                <span>{formatDay(one.at)}</span>{one.known && <span>known already</span>}
                <button type="button" onClick={() => window.getState().openMessage(one.messageId, one.conversationId)} className="rounded-small underline decoration-line-strong underline-offset-3 hover:text-text">where it was said</button>
              </span>
            </span>
          </li>
        ))}
      </ul>
      {found.next !== null && <Button size="small" look="quiet" className="mt-2" onClick={() => void more()}>Show more</Button>}
      {found.total === 0 && found.read >= found.of && <p className="mt-2 text-snug text-mute">Nothing in it tells about you.</p>}
    </section>
  )
}
