import { ArrowDownUp, EyeOff, Search, SquarePen, Trash2 } from 'lucide-react'
import { useEffect, useMemo, useRef, type ReactNode } from 'react'
import { actions } from '../app/actions.ts'
import { useAppState, useConversations, useSettings, useStatus, useWindow } from '../state/AppStateContext.ts'
import { selectConversations } from '../state/conversationStore.ts'
import { formatBytes, formatMoney, formatCount } from '../state/formats.ts'
import { selectStatus } from '../state/statusStore.ts'
import { selectConversationId, selectPage, type Page } from '../state/windowStore.ts'
import { useProjects } from '../state/useProjects.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { Keys } from '../ui/Keys.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { ConversationRow } from './ConversationRow.tsx'
import { groupConversations } from './groupConversations.ts'
import { Mark } from './Mark.tsx'
import { useNow } from './useNow.ts'

/** New, search, the list of conversations, and the pages. */
export function Sidebar() {
  const app = useAppState()
  const run = (id: string) => actions.find((one) => one.id === id)?.run(app)
  return (
    <div className="flex h-full min-h-0 flex-col bg-side px-2.5 pt-3.5 pb-2">
      <div className="flex items-center gap-2.5 px-2 pb-3 font-semibold tracking-tight"><Mark />Casement</div>
      <button type="button" onClick={() => run('new')} className="mb-1 flex h-9 shrink-0 items-center gap-2.5 rounded-medium border border-line bg-panel px-2.5 shadow-rest transition-colors hover:border-line-strong">
        <SquarePen size={15} className="text-mute" /><span className="flex-1">New conversation</span><Keys keys="Ctrl+N" />
      </button>
      <button type="button" onClick={() => run('palette')} className="flex h-8 shrink-0 items-center gap-2.5 rounded-medium px-2.5 text-mute transition-colors hover:bg-hover">
        <Search size={15} /><span className="flex-1">Search everything</span><Keys keys="Ctrl+K" />
      </button>
      <button type="button" onClick={() => run('temporary')} className="flex h-8 shrink-0 items-center gap-2.5 rounded-medium px-2.5 text-mute transition-colors hover:bg-hover">
        <EyeOff size={15} className="shrink-0" /><span className="min-w-0 flex-1 truncate">Temporary chat</span><Keys keys="Ctrl+Shift+H" />
      </button>
      <List />
      <Pages />
    </div>
  )
}

function List() {
  const { conversations } = useAppState()
  const items = useConversations(selectConversations)
  const loading = useConversations((state) => state.state === 'loading')
  const more = useConversations((state) => state.next !== null)
  const shownId = useWindow(selectConversationId)
  const page = useWindow(selectPage)
  const projects = useProjects()
  const now = useNow()
  const groups = useMemo(() => groupConversations(items, now), [items, now])
  return (
    <nav aria-label="Conversations" className="-mx-2.5 min-h-0 flex-1 overflow-y-auto px-2.5 pb-2">
      {loading && <Skeleton lines={6} label="The conversations are being read" className="px-2.5 pt-6" />}
      {groups.map((group) => (
        <section key={group.label} aria-label={group.label}>
          <h2 className="px-2.5 pt-3.5 pb-1 text-tiny text-faint">{group.label}</h2>
          <ul>{group.items.map((one) => <ConversationRow key={one.id} conversation={one} project={projects.find((project) => project.id === one.projectId)?.name ?? null} shown={page === 'chat' && one.id === shownId} />)}</ul>
        </section>
      ))}
      {more && <MoreRows onShow={() => void conversations.getState().loadMore()} />}
      {!loading && items.length === 0 && <p className="px-2.5 pt-4 text-snug text-faint">Conversations you begin stand here.</p>}
    </nav>
  )
}

/** Asks for the next page when it comes into view; a button as well, for the keyboard. */
function MoreRows({ onShow }: { onShow: () => void }) {
  const row = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const watch = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) onShow() }, { root: row.current!.closest('nav'), rootMargin: '240px' })
    watch.observe(row.current!)
    return () => watch.disconnect()
  })
  return <button ref={row} type="button" onClick={onShow} className="mt-1 h-8 w-full rounded-medium px-2.5 text-small text-faint hover:bg-hover">Show older</button>
}

function Pages() {
  const { window } = useAppState()
  const status = useStatus(selectStatus)
  const past = useWindow(selectPage) === 'past'
  const small = 'flex h-7 items-center gap-1.5 rounded-medium px-2.5 text-small transition-colors'
  return (
    <nav aria-label="Pages" className="shrink-0 border-t border-line pt-2">
      <PageRow page="memories" aside={status === null ? '' : formatCount(status.counts.memories)}>Memories</PageRow>
      <PageRow page="privacy" aside={status === null ? '' : `${formatBytes(status.sentBytesToday)} today`}>Privacy</PageRow>
      <PageRow page="costs" aside={status === null ? '' : formatMoney(status.costToday)}>Costs</PageRow>
      <PageRow page="insights" aside="">Insights</PageRow>
      <PageRow page="strategies" aside={<StrategyName />}>Strategies</PageRow>
      <PageRow page="settings" aside={<Keys keys="Ctrl+," />}>Settings</PageRow>
      <div className="mt-1 flex flex-wrap">
        <button type="button" aria-current={past ? 'page' : undefined} onClick={() => window.getState().showPage('past')} className={joinClasses(small, past ? 'bg-accent-soft' : 'text-mute hover:bg-hover hover:text-text')}><ArrowDownUp size={13} />Import and export</button>
        <button type="button" onClick={() => window.getState().setOverlay('trash')} className={joinClasses(small, 'text-mute hover:bg-hover hover:text-text')}><Trash2 size={13} />Trash</button>
      </div>
    </nav>
  )
}

/** The one in use; empty for values of one's own. */
function StrategyName() {
  return <span className="block max-w-28 truncate">{useSettings((state) => state.settings?.strategyName)}</span>
}

function PageRow({ page, aside, children }: { page: Page; aside: ReactNode; children: ReactNode }) {
  const { window } = useAppState()
  const shown = useWindow(selectPage) === page
  return (
    <button type="button" aria-current={shown ? 'page' : undefined} onClick={() => window.getState().showPage(page)} className={joinClasses('flex h-8 w-full items-center justify-between rounded-medium px-2.5 transition-colors', shown ? 'bg-accent-soft' : 'hover:bg-hover')}>
      <span>{children}</span><span className={joinClasses('text-snug', shown ? 'text-mute' : 'text-faint')}>{aside}</span>
    </button>
  )
}
