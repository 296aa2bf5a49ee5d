import { useMemo, type KeyboardEvent, type RefObject } from 'react'
import { formatAmount } from '../state/formats.ts'
import { Button } from '../ui/Button.tsx'
import { ListFrame } from './ListFrame.tsx'
import { MemoryList, type ListHandle } from './MemoryList.tsx'
import { MemoryRow } from './MemoryRow.tsx'
import type { Choice } from './useChoice.ts'
import { useManyChanges } from './useManyChanges.ts'
import { useMemoryRows } from './useMemoryRows.ts'
import { useReadOnly } from './useReadOnly.ts'
import { everything, type MemoryFilter } from './view/filter.ts'

/** What fades within 30 days unless it is used, the first to go first: kept or let go, one or many at a time. */
export function FadingView({ filter, active, onActive, handle, now }: { filter: MemoryFilter; active: string | null; onActive: (memoryId: string | null) => void; handle: RefObject<ListHandle | null>; now: number }) {
  const wanted = useMemo((): MemoryFilter => ({ ...filter, state: everything.state, fading: true }), [filter])
  const rows = useMemoryRows(wanted, 'fading')
  const many = useManyChanges(rows, wanted)
  const readOnly = useReadOnly()
  const keep = (choice: Choice) => { choice.clear(); void many.change(choice, { state: 'active' }, 'kept') }
  const letGo = (choice: Choice) => { choice.clear(); void many.change(choice, { state: 'faded' }, 'faded') }
  const onKey = (event: KeyboardEvent, choice: Choice) => {
    const run = event.ctrlKey || event.metaKey || event.altKey || readOnly || choice.count === 0 ? undefined : { k: keep, l: letGo }[event.key.toLowerCase()]
    if (run === undefined) return
    event.preventDefault()
    run(choice)
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <ListFrame rows={rows} filter={wanted}>
        <MemoryList
          rows={rows} label="Fading soon" rowHeight={56} active={active} onActive={onActive} handle={handle} onKey={onKey} draw={(memory) => <MemoryRow memory={memory} query={filter.query} now={now} />}
          bar={(choice) => (
            <div role="toolbar" aria-label="What becomes of the chosen" className="flex h-10 shrink-0 items-center gap-1.5 border-b border-line px-5 text-small">
              <span role="status" className="mr-auto text-mute">{choice.count === 0 ? 'Choose what to keep. What is not used fades by itself.' : `${formatAmount(choice.count, 'memory', 'memories')} chosen`}</span>
              <Button size="small" disabled={readOnly || choice.count === 0} aria-keyshortcuts="K" onClick={() => keep(choice)}>Keep<kbd aria-hidden className="font-sans text-tiny text-faint">K</kbd></Button>
              <Button size="small" disabled={readOnly || choice.count === 0} aria-keyshortcuts="L" onClick={() => letGo(choice)}>Let go<kbd aria-hidden className="font-sans text-tiny text-faint">L</kbd></Button>
            </div>
          )}
        />
      </ListFrame>
    </div>
  )
}
