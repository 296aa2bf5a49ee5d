import { Brain, Plus } from 'lucide-react'
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { PageHead } from '../inspector/PageHead.tsx'
import { formatAmount, formatCount } from '../state/formats.ts'
import { useAppState, useWindow } from '../state/AppStateContext.ts'
import type { WindowState } from '../state/windowStore.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { TextField } from '../ui/TextField.tsx'
import { AddMemoryDialog } from './AddMemoryDialog.tsx'
import { ForgetDialog } from './ForgetDialog.tsx'
import { MemoryDetail } from './MemoryDetail.tsx'
import { MemoryFilters } from './MemoryFilters.tsx'
import { MemoryList } from './MemoryList.tsx'
import { useMemory } from './useMemory.ts'
import { useMemoryChanges } from './useMemoryChanges.ts'
import { useMemoryPages } from './useMemoryPages.ts'
import { useSettled } from './useSettled.ts'
import { everything, tellEmpty } from './view/filter.ts'

const selectMemoryId = (state: WindowState) => state.selectedMemoryId

/** All memories: search, filters, a long list, and one of them in full. Works by keyboard alone. */
export function MemoriesPage() {
  const { window } = useAppState()
  const selected = useWindow(selectMemoryId)
  const { update } = useMemoryChanges()
  const [typed, setTyped] = useState('')
  const [narrowed, setNarrowed] = useState(everything)
  const query = useSettled(typed)
  const filter = useMemo(() => ({ ...narrowed, query }), [narrowed, query])
  const { items, total, state, failure, loadMore } = useMemoryPages(filter)
  const [doing, setDoing] = useState<'edit' | 'forget' | 'add' | null>(null)
  const search = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const hasItems = items.length > 0
  useEffect(() => {
    // Only while nobody is typing: the list comes and goes with every search.
    const isTyping = document.activeElement?.matches('input, textarea') === true
    if (hasItems && !isTyping) list.current?.focus()
  }, [hasItems])

  const select = useCallback((selectedMemoryId: string | null) => { window.setState({ selectedMemoryId }); setDoing(null) }, [window])
  const shown = useMemory(selected)
  // What was opened from elsewhere may lie far down the list, not loaded yet.
  const memory = shown.known?.memory ?? items.find((one) => one.id === selected)
  const pin = () => { if (memory !== undefined) void update({ memoryId: memory.id, pinned: !memory.pinned }) }
  const keep = () => { if (selected !== null) void update({ memoryId: selected, state: 'active' }) }
  const toList = () => list.current?.focus()
  const afterForget = () => {
    const at = items.findIndex((one) => one.id === selected)
    select(items[at + 1]?.id ?? items[at - 1]?.id ?? null)
    toList()
  }
  const back = () => {
    if (selected !== null) { select(null); toList() } else if (typed !== '') { setTyped(''); toList() } else window.getState().showPage('chat')
  }
  const hearKey = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    const floating = target.closest('[role="dialog"], [role="menu"], [role="listbox"]')
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || (floating !== null && floating !== list.current)) return
    const isNowhere = target === document.body
    const isTyping = target.closest('input, textarea, select') !== null
    const run = {
      'Escape': back, '/': isTyping ? undefined : () => search.current?.focus(),
      'ArrowDown': target === search.current || isNowhere ? () => { toList(); if (selected === null) select(items[0]?.id ?? null) } : undefined,
      'Enter': target === list.current && selected !== null ? () => heading.current?.focus() : target === search.current ? () => { toList(); select(items[0]?.id ?? null) } : undefined,
      ...(isTyping || selected === null ? {} : { e: () => setDoing('edit'), p: pin, k: memory?.state === 'active' ? undefined : keep, Delete: () => setDoing('forget') }),
    }[event.key]
    if (run === undefined) return
    event.preventDefault()
    run()
  })
  // On the document: keys must work right after the page was opened, when nothing in it has the focus yet.
  useEffect(() => {
    document.addEventListener('keydown', hearKey)
    return () => document.removeEventListener('keydown', hearKey)
  }, [])
  const isEmpty = state === 'ready' && items.length === 0
  return (
    <div className="@container flex min-h-0 flex-1 flex-col">
      <PageHead title="Memories" aside={state === 'ready' ? (query === '' ? formatAmount(total, 'memory', 'memories') : `${formatCount(total)} found`) : undefined}>
        <Button icon={<Plus size={14} />} onClick={() => setDoing('add')}>Add</Button>
      </PageHead>
      <div className="flex min-h-0 flex-1 flex-col @min-[820px]:flex-row">
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          <div className="grid gap-2.5 border-b border-line px-5 py-3">
            <TextField ref={search} label="Search memories" labelHidden type="search" placeholder="Search memories ( / )" value={typed} onChange={setTyped} />
            <MemoryFilters filter={narrowed} onChange={setNarrowed} />
          </div>
          {failure !== null && <FailureNotice failure={failure} className="m-5" />}
          {state === 'loading' && <Skeleton label="Reading the memories" lines={9} className="p-5" />}
          {isEmpty && <EmptyState icon={<Brain size={28} strokeWidth={1.4} />} title={query === '' ? 'Nothing here' : 'Nothing found'} action={<Button onClick={() => setDoing('add')}>Add a memory</Button>}>{tellEmpty(filter)}</EmptyState>}
          {hasItems && (
            <div aria-hidden className="flex items-center gap-3 px-5 pt-2 text-tiny text-faint">
              <span className="flex-1 pl-5.5">Newest first</span><span className="hidden w-12 @min-[560px]:block">Kind</span><span className="w-17 text-center">Label</span><span className="hidden w-16 @min-[640px]:block">Importance</span>
            </div>
          )}
          {hasItems && <MemoryList ref={list} items={items} total={total} selected={selected} onSelect={select} onNearEnd={loadMore} />}
          <p className="hidden border-t border-line px-5 py-1.5 text-tiny text-faint @min-[640px]:block">↑ ↓ choose · Enter read · E edit · P pin · Delete forget · / search · Esc back</p>
        </div>
        {selected !== null && (
          <aside aria-label="The chosen memory" className="flex min-h-0 min-w-0 flex-none basis-1/2 flex-col border-t border-line bg-panel @min-[820px]:w-98 @min-[820px]:basis-auto @min-[820px]:border-t-0 @min-[820px]:border-l">
            <MemoryDetail ref={heading} known={shown.known} failure={shown.failure} editing={doing === 'edit'} onEdit={(editing) => { setDoing(editing ? 'edit' : null); if (!editing) toList() }} onPin={pin} onKeep={keep} onForget={() => setDoing('forget')} onClose={() => { select(null); toList() }} />
          </aside>
        )}
      </div>
      {memory !== undefined && <ForgetDialog memory={memory} open={doing === 'forget'} onClose={() => setDoing(null)} onForgotten={afterForget} />}
      <AddMemoryDialog open={doing === 'add'} onClose={() => setDoing(null)} />
    </div>
  )
}
