import { Dialog as Base } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { Output } from '../../shared/contract.ts'
import { actions } from '../app/actions.ts'
import { useAppState, useConversations, useModels, useWindow } from '../state/AppStateContext.ts'
import type { AppState } from '../state/appState.ts'
import { selectConversations } from '../state/conversationStore.ts'
import { isUsable, selectModels } from '../state/modelStore.ts'
import { selectOverlay } from '../state/windowStore.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { Keys } from '../ui/Keys.tsx'
import { findEntries, readQuery, type Entry } from './findEntries.ts'

/** One box that finds everything: conversations, messages, memories, commands, models. */
export function Palette() {
  const { window } = useAppState()
  const open = useWindow(selectOverlay) === 'palette'
  return (
    <Base.Root open={open} onOpenChange={(next) => { if (!next) window.getState().setOverlay(null) }}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-[ending-style]:opacity-0 data-[starting-style]:opacity-0" />
        <Base.Popup className="fixed top-[10vh] left-1/2 z-40 flex max-h-[70vh] w-[min(600px,calc(100vw-32px))] -translate-x-1/2 flex-col overflow-hidden rounded-large border border-line bg-panel shadow-float transition-opacity data-[ending-style]:opacity-0 data-[starting-style]:opacity-0">
          <Base.Title className="sr-only">Search everything</Base.Title>
          <Box />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

function Box() {
  const app = useAppState()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const hits = useHits(typed)
  const conversations = useConversations(selectConversations)
  const models = useModels(selectModels)
  const entries = useMemo(() => findEntries(typed, { actions, conversations, models: models.filter(isUsable), hits }), [typed, conversations, models, hits])
  const chosen = Math.min(at, entries.length - 1)
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => { list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }) }, [chosen])
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) { event.preventDefault(); setAt((chosen + step + entries.length) % Math.max(1, entries.length)) }
    if (event.key === 'Enter' && entries[chosen] !== undefined) { event.preventDefault(); runEntry(app, entries[chosen]) }
  }
  return (
    <>
      <div className="flex h-12 shrink-0 items-center gap-3 border-b border-line px-4">
        <Search size={16} className="text-mute" />
        <input
          // The palette opens to be typed into.
          autoFocus role="combobox" aria-label="Search everything" aria-expanded aria-controls={id} aria-activedescendant={entries[chosen] === undefined ? undefined : `${id}-${chosen}`}
          dir="auto" placeholder="Search conversations, memories, commands, models" value={typed}
          onChange={(event) => { setTyped(event.target.value); setAt(0) }} onKeyDown={press}
          className="h-full min-w-0 flex-1 bg-transparent focus-visible:outline-0"
        />
        <Keys keys="Esc" />
      </div>
      <div ref={list} id={id} role="listbox" aria-label="Found" className="min-h-0 flex-1 overflow-y-auto p-1.5">
        {entries.map((entry, index) => (
          <div key={entry.id}>
            {entries[index - 1]?.group !== entry.group && <div aria-hidden className="px-2.5 pt-2 pb-1 text-tiny text-faint">{entry.group}</div>}
            <Row entry={entry} id={`${id}-${index}`} chosen={index === chosen} onPoint={() => setAt(index)} onRun={() => runEntry(app, entry)} />
          </div>
        ))}
        {entries.length === 0 && <p className="px-3 py-8 text-center text-snug text-mute">Nothing found for “{typed}”. Try fewer or other words.</p>}
      </div>
      <p className="flex flex-wrap gap-x-4 border-t border-line px-4 py-2 text-tiny text-faint"><span>{'>'} commands</span><span>@ memories</span><span># conversations</span><span className="ml-auto">↑ ↓ choose, Enter opens</span></p>
    </>
  )
}

function Row({ entry, id, chosen, onPoint, onRun }: { entry: Entry; id: string; chosen: boolean; onPoint: () => void; onRun: () => void }) {
  return (
    <div id={id} role="option" aria-selected={chosen} onPointerMove={onPoint} onClick={onRun} className={joinClasses('flex items-center gap-3 rounded-medium px-2.5 py-1.5', chosen && 'bg-accent-soft')}>
      <span dir="auto" className="min-w-0 flex-1 truncate text-snug">{entry.title}</span>
      {entry.detail !== undefined && <span className={joinClasses('max-w-44 truncate text-small', chosen ? 'text-mute' : 'text-faint')}>{entry.detail}</span>}
      {entry.keys !== undefined && <Keys keys={entry.keys} />}
    </div>
  )
}

const noHits: Output<'search.everything'>['hits'] = []

function useHits(typed: string): Output<'search.everything'>['hits'] {
  const { client } = useAppState()
  const [hits, setHits] = useState(noHits)
  const { words, only } = readQuery(typed)
  const asks = words.length >= 2 && only !== 'Commands'
  useEffect(() => {
    if (!asks) return
    let gone = false
    const wait = setTimeout(() => void client.call('search.everything', { query: words.slice(0, 1000), limit: 24 }).then((found) => { if (!gone && found.ok) setHits(found.value.hits) }), 120)
    return () => { gone = true; clearTimeout(wait) }
  }, [client, words, asks])
  return asks ? hits : noHits
}

function runEntry(app: AppState, entry: Entry): void {
  const window = app.window.getState()
  window.setOverlay(null)
  if (entry.kind === 'action') entry.action.run(app)
  if (entry.kind === 'conversation') window.showConversation(entry.conversationId)
  if (entry.kind === 'message') window.openMessage(entry.messageId, entry.conversationId)
  if (entry.kind === 'memory') window.openMemory(entry.memoryId)
  if (entry.kind === 'model') {
    if (window.conversationId === null) window.setNewRoute(entry.modelId)
    else void app.conversations.getState().update({ conversationId: window.conversationId, route: entry.modelId })
  }
}
