import { useCallback, useEffect, type CSSProperties } from 'react'
import { ChatPage } from '../chat/ChatPage.tsx'
import { PastPage } from '../exchange/PastPage.tsx'
import { CostsPage } from '../costs/CostsPage.tsx'
import { Inspector } from '../inspector/Inspector.tsx'
import { PrivacyPage } from '../inspector/PrivacyPage.tsx'
import { InsightsPage } from '../insights/InsightsPage.tsx'
import { MemoriesPage } from '../memories/MemoriesPage.tsx'
import { Palette } from '../palette/Palette.tsx'
import { ShortcutsDialog } from '../palette/ShortcutsDialog.tsx'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { Sidebar } from '../sidebar/Sidebar.tsx'
import { TrashDialog } from '../sidebar/TrashDialog.tsx'
import { StrategiesPage } from '../strategies/StrategiesPage.tsx'
import { useAppState, useConversations, useWindow } from '../state/AppStateContext.ts'
import { selectConversationId, selectInspectorFace, selectInspectorOpen, selectPage, selectSheet, selectSidebarOpen, selectTurnId, type Page } from '../state/windowStore.ts'
import { Banners } from './Banners.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { PaneEdge } from './PaneEdge.tsx'
import { inspectorWidths, sidebarWidths } from './panes.ts'
import { Sheet } from './Sheet.tsx'
import { useKeys, useRequest } from './useKeys.ts'
import { useRoom } from './useWidth.ts'

/** The window: conversations at the left, a page in the middle, the inspector at the right. */
export function Shell() {
  const app = useAppState()
  const page = useWindow(selectPage)
  const sidebarOpen = useWindow(selectSidebarOpen)
  const inspectorOpen = useWindow(selectInspectorOpen)
  const sheet = useWindow(selectSheet)
  const sidebarWidth = useWindow((state) => state.sidebarWidth)
  const inspectorWidth = useWindow((state) => state.inspectorWidth)
  const room = useRoom({ sidebarOpen, sidebarWidth, inspectorOpen: inspectorOpen && page === 'chat', inspectorWidth })
  const window = app.window.getState()
  useKeys(app)
  useShownConversation()

  const sidebarShown = room.sidebar ? sidebarOpen : sheet === 'sidebar'
  const inspectorShown = room.inspector ? inspectorOpen : sheet === 'inspector'
  useRequest('toggle-sidebar', useCallback(() => window.setSidebar(!sidebarShown), [window, sidebarShown]))
  useRequest('toggle-inspector', useCallback(() => { window.showPage('chat'); window.setInspector(!inspectorShown) }, [window, inspectorShown]))
  const closeSheet = () => app.window.setState({ sheet: null })

  return (
    <div className="flex h-full" style={{ '--sidebar-width': `${room.sidebarWidth}px`, '--inspector-width': `${room.inspectorWidth}px` } as CSSProperties}>
      {room.sidebar && sidebarShown && (
        <>
          <aside aria-label="Conversations" className="flex w-(--sidebar-width) shrink-0 flex-col bg-side"><Sidebar /></aside>
          <PaneEdge label="Width of the list" side="right" width={room.sidebarWidth} min={sidebarWidths.min} max={room.sidebarMax} onWidth={(width) => window.setWidths({ sidebarWidth: width })} />
        </>
      )}
      <div className="flex min-w-0 flex-1 flex-col">
        <Banners />
        <main className="flex min-h-0 flex-1 flex-col">
          <ErrorBoundary key={page}><PageOf page={page} sidebarShown={sidebarShown} inspectorShown={inspectorShown} /></ErrorBoundary>
        </main>
      </div>
      {room.inspector && inspectorShown && page === 'chat' && (
        <>
          <PaneEdge label="Width of the inspector" side="left" width={room.inspectorWidth} min={inspectorWidths.min} max={room.inspectorMax} onWidth={(width) => window.setWidths({ inspectorWidth: width })} />
          <aside aria-label="Inspector" className="flex w-(--inspector-width) shrink-0 flex-col bg-panel"><ErrorBoundary><InspectorOf /></ErrorBoundary></aside>
        </>
      )}
      {!room.sidebar && <Sheet open={sidebarShown} onClose={closeSheet} side="left" title="Conversations"><Sidebar /></Sheet>}
      {!room.inspector && <Sheet open={inspectorShown && page === 'chat'} onClose={closeSheet} side="right" title="Inspector"><InspectorOf /></Sheet>}
      <Palette />
      <ShortcutsDialog />
      <TrashDialog />
    </div>
  )
}

function PageOf({ page, sidebarShown, inspectorShown }: { page: Page; sidebarShown: boolean; inspectorShown: boolean }) {
  if (page === 'memories') return <MemoriesPage />
  if (page === 'costs') return <CostsPage />
  if (page === 'privacy') return <PrivacyPage />
  if (page === 'insights') return <InsightsPage />
  if (page === 'strategies') return <StrategiesPage />
  if (page === 'past') return <PastPage />
  if (page === 'settings') return <SettingsPage />
  return <ChatPage sidebarShown={sidebarShown} inspectorShown={inspectorShown} />
}

function InspectorOf() {
  const conversationId = useWindow(selectConversationId)
  const turnId = useWindow(selectTurnId)
  useWindow(selectInspectorFace)
  return <Inspector conversationId={conversationId} turnId={turnId} />
}

/** Loads the thread that the window names, and lets go of one that is gone. */
function useShownConversation(): void {
  const { thread, epochs, client, window, conversations } = useAppState()
  const conversationId = useWindow(selectConversationId)
  const known = useConversations((state) => state.items.some((one) => one.id === conversationId))
  useEffect(() => {
    void thread.getState().open(conversationId)
    void epochs.getState().open(conversationId)
  }, [thread, epochs, conversationId])
  useEffect(() => {
    if (conversationId === null || known) return
    void client.call('conversations.get', { conversationId }).then((found) => {
      const gone = found.ok ? found.value.deletedAt !== null : found.error.kind === 'not-found'
      if (gone && window.getState().conversationId === conversationId) window.getState().showConversation(null)
      // One that no page of the list holds: far back, or temporary and begun in another window.
      else if (!gone) void conversations.getState().refresh(conversationId)
    })
  }, [client, window, conversations, conversationId, known])
}
