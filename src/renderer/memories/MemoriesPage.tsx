import { Ellipsis, Plus, SlidersHorizontal } from 'lucide-react'
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { Sheet } from '../app/Sheet.tsx'
import { PageHead } from '../inspector/PageHead.tsx'
import { formatAmount } from '../state/formats.ts'
import { useAppState, useBrowse, useWindow } from '../state/AppStateContext.ts'
import type { WindowState } from '../state/windowStore.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { TextField } from '../ui/TextField.tsx'
import { AddMemoryDialog } from './AddMemoryDialog.tsx'
import { ChosenMemory, type ChosenHandle } from './ChosenMemory.tsx'
import { Facets } from './Facets.tsx'
import { FadingView } from './FadingView.tsx'
import { FilterChips } from './FilterChips.tsx'
import { GraphView } from './GraphView.tsx'
import { ListView } from './ListView.tsx'
import type { ListHandle } from './MemoryList.tsx'
import { ReviewView } from './ReviewView.tsx'
import { TimelineView } from './TimelineView.tsx'
import { TryView } from './TryView.tsx'
import { useFacets } from './useFacets.ts'
import { useReadOnly } from './useReadOnly.ts'
import { useSettled } from './useSettled.ts'
import { everything, listNarrowings } from './view/filter.ts'
import { ViewTabs } from './ViewTabs.tsx'

const selectMemoryId = (state: WindowState) => state.selectedMemoryId
/** Long enough for two quick key presses to be one search, short enough not to be felt; in milliseconds. */
const settleMs = 90
const floating = '[role="dialog"], [role="menu"], [role="listbox"]'
const listed = new Set(['list', 'timeline', 'fading'])
const narrowed = new Set(['list', 'timeline', 'graph'])

/** Ctrl+Z, where it takes no typed words back. */
function isUndo(event: KeyboardEvent): boolean {
  return event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && !event.defaultPrevented && (event.target as HTMLElement).closest('input, textarea, [contenteditable], [role="dialog"]') === null
}

/** All memories: search and filters, several views of them, and one of them in full. Works by keyboard alone. */
export function MemoriesPage() {
  const { window, browse, toasts } = useAppState()
  const selected = useWindow(selectMemoryId)
  const view = useBrowse((state) => state.view)
  const typed = useBrowse((state) => state.typed)
  const filters = useBrowse((state) => state.filter)
  const query = useSettled(typed, settleMs)
  const filter = useMemo(() => ({ ...filters, query }), [filters, query])
  const facets = useFacets(filter)
  const readOnly = useReadOnly()
  const [adding, setAdding] = useState(false)
  const [facetsOpen, setFacetsOpen] = useState(false)
  const [now] = useState(() => Date.now())
  /** The memory that has the focus as soon as it is open. */
  const [reading, setReading] = useState<string | null>(null)
  const search = useRef<HTMLInputElement>(null)
  const list = useRef<ListHandle>(null)
  const chosen = useRef<ChosenHandle>(null)
  const select = useCallback((selectedMemoryId: string | null) => window.setState({ selectedMemoryId }), [window])
  // What was open belongs to the list that was shown: another one begins with nothing chosen.
  const shown = useRef({ view, filters, typed })
  useEffect(() => {
    if (shown.current.view === view && shown.current.filters === filters && shown.current.typed === typed) return
    shown.current = { view, filters, typed }
    select(null)
    setReading(null)
  }, [view, filters, typed, select])
  const close = () => { select(null); list.current?.focus() }
  const back = () => {
    if (selected !== null && view !== 'review') close()
    else if (typed !== '' && narrowed.has(view)) { browse.getState().type(''); list.current?.focus() } else if (view !== 'list') browse.getState().show('list')
    else window.getState().showPage('chat')
  }
  const takeBackLast = () => {
    const last = toasts.getState().toasts.findLast((one) => one.action?.label === 'Undo')
    last?.action?.run()
    if (last !== undefined) toasts.getState().dismiss(last.id)
  }
  const hearKey = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    if (isUndo(event)) { event.preventDefault(); takeBackLast(); return }
    const inList = target.getAttribute('role') === 'listbox' && target.closest('main') !== null
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || (!inList && target.closest(floating) !== null)) return
    const isTyping = target.closest('input, textarea, select') !== null
    const isNowhere = target === document.body
    const run = {
      'Escape': back, '/': isTyping || !narrowed.has(view) ? undefined : () => search.current?.focus(),
      'ArrowDown': listed.has(view) && (target === search.current || isNowhere) ? () => list.current?.start() : undefined,
      'Enter': inList && selected !== null ? () => chosen.current?.read() : target === search.current ? () => list.current?.start() : undefined,
      ...(isTyping || selected === null || view === 'review' ? {} : { e: () => chosen.current?.edit(), p: () => chosen.current?.pin(), k: () => chosen.current?.keep(), Delete: () => chosen.current?.forget() }),
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
  const afterForget = (memoryId: string) => { select(list.current?.neighbourOf(memoryId) ?? null); list.current?.focus() }
  // An empty store has nothing to tell apart.
  const isBare = facets !== null && facets.states.every((one) => one.count === 0) && query === '' && listNarrowings(filters).length === 0
  const facetColumn = narrowed.has(view) && !isBare
  return (
    <div className="@container flex min-h-0 flex-1 flex-col">
      <PageHead title="Memories" aside={facets === null ? undefined : formatAmount(facets.total, 'memory', 'memories')}>
        <Menu align="end" trigger={<IconButton label="More for memories"><Ellipsis size={16} /></IconButton>} items={[{ kind: 'item', label: 'Bring your past…', detail: 'From ChatGPT, Claude or a file', onSelect: () => window.getState().showPage('past') }, { kind: 'item', label: 'Export…', detail: 'Memories or everything, to a file', onSelect: () => window.getState().showPage('past') }]} />
        <Button icon={<Plus size={14} />} disabled={readOnly} onClick={() => setAdding(true)}>Add</Button>
      </PageHead>
      <div className="grid shrink-0 gap-2.5 border-b border-line px-5 py-3">
        {narrowed.has(view) && <TextField ref={search} label="Search memories" labelHidden type="search" placeholder="Search memories ( / )" value={typed} onChange={(text) => browse.getState().type(text)} />}
        {listed.has(view) && <button type="button" className="sr-only focus:not-sr-only focus:justify-self-start focus:rounded-small focus:px-2 focus:text-small" onClick={() => list.current?.start()}>To the list</button>}
        <div className="flex items-center gap-2">
          <ViewTabs facets={facets} />
          {facetColumn && <Button className="ml-auto @min-[1060px]:hidden" size="small" icon={<SlidersHorizontal size={13} />} onClick={() => setFacetsOpen(true)}>Filters</Button>}
        </div>
        {narrowed.has(view) && <FilterChips filter={filters} />}
      </div>
      <div className="flex min-h-0 flex-1 flex-col @min-[820px]:flex-row">
        {facetColumn && <aside aria-label="Filters of the memories" className="hidden w-52 shrink-0 overflow-y-auto border-r border-line @min-[1060px]:block"><Facets filter={filter} facets={facets} /></aside>}
        <div className="@container flex min-h-0 min-w-0 flex-1 flex-col">
          {view === 'list' && <ListView filter={filter} facets={facets} active={selected} onActive={select} onAdd={() => setAdding(true)} handle={list} now={now} />}
          {view === 'timeline' && <TimelineView filter={filter} facets={facets} active={selected} onActive={select} handle={list} now={now} />}
          {view === 'graph' && <GraphView filter={filter} />}
          {view === 'review' && <ReviewView filter={filters} onClear={() => browse.getState().narrow(everything)} onBack={() => browse.getState().show('list')} />}
          {view === 'fading' && <FadingView filter={filters} active={selected} onActive={select} handle={list} now={now} />}
          {view === 'try' && <TryView onMemory={select} />}
          {view === 'list' && !isBare && <p className="hidden shrink-0 border-t border-line px-5 py-1.5 text-tiny text-faint @min-[560px]:block">↑ ↓ choose · Shift or Ctrl several · Enter read · E edit · P pin · Delete forget · / search · Esc back</p>}
        </div>
        {selected !== null && view !== 'review' && view !== 'graph' && <ChosenMemory key={selected} memoryId={selected} reading={reading === selected} onClose={close} onSelect={select} onSplit={(memoryId) => { select(memoryId); setReading(memoryId) }} onForgotten={afterForget} onDone={() => list.current?.focus()} handle={chosen} />}
      </div>
      <Sheet open={facetsOpen && facetColumn} onClose={() => setFacetsOpen(false)} side="right" title="Filters"><div className="min-h-0 flex-1 overflow-y-auto"><Facets filter={filter} facets={facets} /></div></Sheet>
      <AddMemoryDialog open={adding} onClose={() => setAdding(false)} />
    </div>
  )
}
