import { useMemo, useState, type KeyboardEvent, type RefObject } from 'react'
import type { MemoryFacets, MemoryOrder } from '../../shared/memory.ts'
import { formatCount } from '../state/formats.ts'
import { useAppState, useBrowse, useSettings } from '../state/AppStateContext.ts'
import { selectDetail } from '../state/settingsStore.ts'
import { Button } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Select } from '../ui/Select.tsx'
import { BulkBar } from './BulkBar.tsx'
import { ForgetDialog } from './ForgetDialog.tsx'
import { ListFrame } from './ListFrame.tsx'
import { MemoryList, type ListHandle } from './MemoryList.tsx'
import { MemoryRow } from './MemoryRow.tsx'
import { MergeDialog } from './MergeDialog.tsx'
import type { Choice } from './useChoice.ts'
import type { ForgetWish } from './useForgetPreview.ts'
import { useManyChanges } from './useManyChanges.ts'
import { useMemoryRows } from './useMemoryRows.ts'
import { useScopePlaces } from './useScopePlaces.ts'
import type { MemoryFilter } from './view/filter.ts'
import { tellElsewhere } from './view/elsewhere.ts'

const rowHeight = 56
const mostMerged = 20

const orders: { value: MemoryOrder; label: string }[] = [
  { value: 'relevance', label: 'Best match first' }, { value: 'changed', label: 'Newest first' }, { value: 'time', label: 'When it happened' }, { value: 'importance', label: 'Most important first' }, { value: 'fading', label: 'Fades first' },
]

export type ListViewProps = {
  filter: MemoryFilter
  facets: MemoryFacets | null
  active: string | null
  onActive: (memoryId: string | null) => void
  onAdd: () => void
  handle: RefObject<ListHandle | null>
  now: number
}

/** The long list: in an order, with what can be done to many at once. */
export function ListView({ filter, facets, active, onActive, onAdd, handle, now }: ListViewProps) {
  const { browse } = useAppState()
  const order = useBrowse((state) => state.order)
  const isSearch = filter.query.trim() !== ''
  const shownOrder = isSearch ? (order === 'changed' ? null : order) : (order === 'relevance' ? null : order)
  const rows = useMemoryRows(filter, shownOrder)
  const isDetailed = useSettings(selectDetail) === 'detailed'
  const { places } = useScopePlaces()
  const [forgetting, setForgetting] = useState<{ wish: ForgetWish; choice: Choice } | null>(null)
  const [merging, setMerging] = useState<{ memoryIds: readonly string[]; choice: Choice } | null>(null)
  const many = useManyChanges(rows, filter)
  const options = useMemo(() => orders.filter(({ value }) => isSearch ? value !== 'changed' : value !== 'relevance'), [isSearch])
  const elsewhere = tellElsewhere(filter, facets)

  const forget = async (choice: Choice) => { const wish = await many.wishFor(choice); if (wish !== null) setForgetting({ wish, choice }) }
  const merge = async (choice: Choice) => { const ids = await many.idsOf(choice); if (ids !== null) setMerging({ memoryIds: ids, choice }) }
  const onKey = (event: KeyboardEvent, choice: Choice) => {
    if (choice.count < 2 || event.ctrlKey || event.metaKey || event.altKey) return
    const run = { p: () => void many.change(choice, { pinned: true }, 'pinned'), k: () => void many.change(choice, { state: 'active' }, 'kept'), m: () => void (choice.count <= mostMerged && merge(choice)), Delete: () => void forget(choice) }[event.key]
    if (run === undefined) return
    event.preventDefault()
    run()
  }
  const bar = (choice: Choice) => choice.count > 1 ? (
    <BulkBar
      count={choice.count} places={places} onClear={choice.clear} onChange={(change, done) => void many.change(choice, change, done)}
      onMerge={choice.count <= mostMerged ? () => void merge(choice) : undefined} onForget={() => void forget(choice)}
    />
  ) : (
    <div className="flex h-10 shrink-0 items-center gap-3 border-b border-line px-5 text-tiny text-faint">
      <Select<MemoryOrder> className="w-44" label="Order" labelHidden value={shownOrder ?? (isSearch ? 'relevance' : 'changed')} options={options} onChange={(chosen) => browse.getState().sort(chosen)} />
      <Menu
        align="start" trigger={<Button size="small" look="quiet" >All {formatCount(rows.total)}…</Button>}
        items={[
          { kind: 'item', label: 'Choose all', keys: 'Ctrl+A', onSelect: choice.chooseAll },
          { kind: 'item', label: 'Forget all of these…', danger: true, onSelect: () => void many.wishForAll().then((wish) => { if (wish !== null) setForgetting({ wish, choice }) }) },
        ]}
      />
      <span className="flex-1" />
      {isDetailed && <span aria-hidden className="hidden w-12 @min-[560px]:block">Kind</span>}
      {isDetailed && <span aria-hidden className="w-17 text-center">Label</span>}
      {isDetailed && <span aria-hidden className="hidden w-16 @min-[560px]:block">Importance</span>}
    </div>
  )
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <ListFrame rows={rows} filter={filter} action={elsewhere === null ? <Button onClick={onAdd}>Add a memory</Button> : <Button onClick={() => browse.getState().narrow({ state: null })}>{elsewhere}</Button>}>
        <MemoryList
          rows={rows} label="Memories" rowHeight={rowHeight} active={active} onActive={onActive} handle={handle} onKey={onKey} bar={bar}
          draw={(memory) => <MemoryRow memory={memory} query={filter.query} now={now} />}
        />
        {elsewhere !== null && isSearch && <p className="shrink-0 border-t border-line px-5 py-1.5 text-small text-mute"><button type="button" className="rounded-small text-accent underline decoration-line-strong underline-offset-3 hover:decoration-current" onClick={() => browse.getState().narrow({ state: null })}>{elsewhere}</button></p>}
      </ListFrame>
      <ForgetDialog wish={forgetting?.wish ?? null} onClose={() => setForgetting(null)} onForgotten={() => { forgetting?.choice.clear(); onActive(null); handle.current?.focus() }} />
      {merging !== null && <MergeDialog memoryIds={merging.memoryIds} onClose={() => setMerging(null)} onMerged={(memoryId) => { merging.choice.clear(); onActive(memoryId); handle.current?.focus() }} />}
    </div>
  )
}
