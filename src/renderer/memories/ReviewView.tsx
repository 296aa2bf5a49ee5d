import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { formatCount } from '../state/formats.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { rowAt } from './memoryRows.ts'
import { ReviewCards } from './ReviewCards.tsx'
import { useMemory } from './useMemory.ts'
import { useMemoryChanges } from './useMemoryChanges.ts'
import { useMemoryRows } from './useMemoryRows.ts'
import { useReadOnly } from './useReadOnly.ts'
import { everything, listNarrowings, type MemoryFilter } from './view/filter.ts'

type Decision = 'accept' | 'both' | 'reject'

/** What waits for a person's word, one at a time, with what it may contradict beside it; decided by one key each. */
export function ReviewView({ filter, onBack, onClear }: { filter: MemoryFilter; onBack: () => void; onClear: () => void }) {
  const waiting = useMemo((): MemoryFilter => ({ ...everything, ...filter, query: '', state: null, review: true }), [filter])
  const rows = useMemoryRows(waiting)
  const { decide, takeBack } = useMemoryChanges()
  const readOnly = useReadOnly()
  const [at, setAt] = useState(0)
  /** What was decided here, each by the id that takes it back. */
  const [done, setDone] = useState<readonly string[]>([])
  const [edited, setEdited] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const { total, state, failure, need } = rows
  const place = Math.min(at, Math.max(0, total - 1))
  useEffect(() => { if (total > 0) need(place, place + 1) }, [need, place, total])
  const candidate = rowAt(rows.pages, place)
  const { known } = useMemory(candidate?.id ?? null)
  const conflict = known?.conflict ?? null
  const go = (by: number) => { setAt(Math.max(0, Math.min(total - 1, place + by))); setEdited(null) }
  const answer = async (decision: Decision) => {
    if (candidate === undefined || busy || readOnly || (edited !== null && edited.trim() === '')) return
    setBusy(true)
    const taken = await decide(candidate.id, decision, edited === null ? undefined : edited.trim())
    setBusy(false)
    if (taken !== null) { setDone((before) => [...before, taken]); setEdited(null) }
  }
  const undo = async () => {
    const last = done.at(-1)
    if (last === undefined || busy || readOnly) return
    setBusy(true)
    // What is taken back was changed last, and stands first.
    if (await takeBack(last)) { setAt(0); setEdited(null) }
    setDone((before) => before.filter((one) => one !== last))
    setBusy(false)
  }
  const hearKey = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, [role="dialog"], [role="menu"], [role="listbox"]') !== null) return
    const isUndo = event.key.toLowerCase() === 'u'
    const run = {
      u: done.length === 0 ? undefined : () => void undo(),
      a: () => void answer('accept'), r: () => void answer('reject'), b: conflict === null ? undefined : () => void answer('both'), e: readOnly ? undefined : () => setEdited(candidate?.text ?? null),
      ArrowRight: () => go(1), ArrowDown: () => go(1), ArrowLeft: () => go(-1), ArrowUp: () => go(-1),
    }[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (run === undefined || (candidate === undefined && !isUndo)) return
    event.preventDefault()
    run()
  })
  useEffect(() => {
    document.addEventListener('keydown', hearKey)
    return () => document.removeEventListener('keydown', hearKey)
  }, [])
  const undoButton = done.length === 0 ? null : <Decide name="Undo" keys="U" disabled={readOnly || busy} onPress={() => void undo()} />
  if (failure !== null) return <FailureNotice failure={failure} className="m-5" />
  if (state === 'loading') return <Skeleton label="Reading what waits" lines={5} className="p-5" />
  if (total === 0) {
    return (
      <EmptyState title="Nothing waits for review" action={<span className="flex flex-wrap justify-center gap-2">{undoButton}{listNarrowings({ ...filter, state: everything.state }).length > 0 && <Button onClick={onClear}>Clear filters</Button>}<Button onClick={onBack}>Back to the list</Button></span>}>
        {done.length > 0 ? `You went through ${done.length === 1 ? 'one memory' : `${formatCount(done.length)} memories`}.` : 'What is uncertain, or contradicts what is known, waits here before it is used.'}
      </EmptyState>
    )
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-5 text-small text-mute">
        <span role="status" className="mr-auto font-medium text-text">{formatCount(done.length + place + 1)} of {formatCount(done.length + total)}</span>
        <Button size="small" look="quiet" disabled={place === 0} onClick={() => go(-1)}>← Previous</Button>
        <Button size="small" look="quiet" disabled={place >= total - 1} onClick={() => go(1)}>Next →</Button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {candidate === undefined ? <Skeleton label="Reading what waits" lines={5} className="p-5" />
          : <ReviewCards key={candidate.id} candidate={candidate} conflict={conflict} edited={edited} onEdit={setEdited} onAccept={() => void answer('accept')} />}
      </div>
      <div role="toolbar" aria-label="What becomes of it" className="flex shrink-0 flex-wrap items-center gap-1.5 border-t border-line bg-panel px-5 py-2.5">
        <Decide name={conflict === null ? 'Accept' : 'Accept, and replace'} keys="A" look="primary" disabled={readOnly || busy} onPress={() => void answer('accept')} />
        <Decide name="Edit" keys="E" disabled={readOnly || busy} onPress={() => setEdited(candidate?.text ?? null)} />
        {conflict !== null && <Decide name="Keep both" keys="B" disabled={readOnly || busy} onPress={() => void answer('both')} />}
        <Decide name="Reject" keys="R" disabled={readOnly || busy} onPress={() => void answer('reject')} />
        {undoButton}
        <span className="ml-auto hidden text-tiny text-faint @min-[820px]:block">What is rejected is not learned again.</span>
      </div>
    </div>
  )
}

function Decide({ name, keys, look, disabled, onPress }: { name: string; keys: string; look?: 'primary'; disabled: boolean; onPress: () => void }) {
  return <Button look={look} disabled={disabled} aria-keyshortcuts={keys} onClick={onPress}>{name}<kbd aria-hidden className="font-sans text-tiny opacity-75">{keys}</kbd></Button>
}
