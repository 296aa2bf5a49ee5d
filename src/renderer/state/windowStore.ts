import { createStore, type StoreApi } from 'zustand/vanilla'

export type Page = 'chat' | 'memories' | 'costs' | 'privacy' | 'insights' | 'strategies' | 'past' | 'settings'
export type InspectorFace = 'context' | 'memories' | 'budget'
/** How the context of a turn is drawn: cells of the window, a map of its pieces, or tables. */
export type ContextPicture = 'grid' | 'map' | 'table'
export type Overlay = 'palette' | 'shortcuts' | 'models' | 'trash' | null

/** What this window shows. It belongs to the window alone; nothing here is kept by the engine. */
export type WindowState = {
  page: Page
  /** Null while a new conversation has no message yet. */
  conversationId: string | null
  /** Null follows the latest turn. */
  selectedTurnId: string | null
  selectedMemoryId: string | null
  /** The message to scroll to and flash, then null again. */
  soughtMessageId: string | null
  /** The part of the settings to scroll to, then null again. */
  soughtPart: string | null
  /** The page from which one went to a message, and may go back to; null for none. */
  cameFrom: Exclude<Page, 'chat'> | null
  inspectorOpen: boolean
  inspectorFace: InspectorFace
  contextPicture: ContextPicture
  inspectorWidth: number
  sidebarOpen: boolean
  sidebarWidth: number
  overlay: Overlay
  /** Which pane stands over the page as a sheet, where the window is too narrow for panes. */
  sheet: 'sidebar' | 'inspector' | null
  /** The model or route that a conversation gets with its first message. */
  newRoute: string

  showPage(page: Page): void
  /** Opens the settings at one part. */
  openSettings(part: string): void
  clearSoughtPart(): void
  showConversation(conversationId: string | null): void
  /** Opens the inspector on one turn; null means the latest. */
  openTurn(turnId: string | null, face?: InspectorFace): void
  /** Opens one memory on the Memories page. */
  openMemory(memoryId: string): void
  /** Goes to a message, wherever it stands, and flashes it. */
  openMessage(messageId: string, conversationId: string): void
  clearSoughtMessage(): void
  setInspector(open: boolean): void
  setInspectorFace(face: InspectorFace): void
  setContextPicture(picture: ContextPicture): void
  setSidebar(open: boolean): void
  setWidths(widths: { sidebarWidth?: number; inspectorWidth?: number }): void
  setOverlay(overlay: Overlay): void
  setNewRoute(route: string): void
}

export type WindowStore = StoreApi<WindowState>

const kept = 'casement.window'
const keptKeys = ['conversationId', 'inspectorOpen', 'inspectorFace', 'contextPicture', 'inspectorWidth', 'sidebarOpen', 'sidebarWidth'] as const

/** Makes the store of the window's own state, as it was left. */
export function createWindowStore(storage: Pick<Storage, 'getItem' | 'setItem'>): WindowStore {
  const store = createStore<WindowState>()((set) => ({
    page: 'chat', conversationId: null, selectedTurnId: null, selectedMemoryId: null, soughtMessageId: null, soughtPart: null, cameFrom: null,
    inspectorOpen: false, inspectorFace: 'context', contextPicture: 'map', inspectorWidth: 392, sidebarOpen: true, sidebarWidth: 248, overlay: null, sheet: null, newRoute: 'auto',
    ...readKept(storage),

    showPage: (page) => set({ page, soughtPart: null, cameFrom: null, overlay: null, sheet: null }),
    openSettings: (soughtPart) => set({ page: 'settings', soughtPart, cameFrom: null, overlay: null, sheet: null }),
    clearSoughtPart: () => set({ soughtPart: null }),
    showConversation: (conversationId) => set({ page: 'chat', conversationId, selectedTurnId: null, soughtMessageId: null, cameFrom: null, overlay: null, sheet: null }),
    openTurn: (selectedTurnId, face) => set((state) => ({ page: 'chat', selectedTurnId, inspectorOpen: true, sheet: 'inspector', inspectorFace: face ?? state.inspectorFace })),
    openMemory: (selectedMemoryId) => set({ page: 'memories', selectedMemoryId, cameFrom: null, overlay: null, sheet: null }),
    openMessage: (soughtMessageId, conversationId) => set((state) => ({
      page: 'chat', conversationId, soughtMessageId, cameFrom: state.page === 'chat' ? state.cameFrom : state.page, overlay: null, sheet: null, selectedTurnId: state.conversationId === conversationId ? state.selectedTurnId : null,
    })),
    clearSoughtMessage: () => set({ soughtMessageId: null }),
    setInspector: (inspectorOpen) => set({ inspectorOpen, sheet: inspectorOpen ? 'inspector' : null }),
    setInspectorFace: (inspectorFace) => set({ inspectorFace }),
    setContextPicture: (contextPicture) => set({ contextPicture }),
    setSidebar: (sidebarOpen) => set({ sidebarOpen, sheet: sidebarOpen ? 'sidebar' : null }),
    setWidths: (widths) => set(widths),
    setOverlay: (overlay) => set({ overlay }),
    setNewRoute: (newRoute) => set({ newRoute }),
  }))
  store.subscribe((state) => storage.setItem(kept, JSON.stringify(Object.fromEntries(keptKeys.map((key) => [key, state[key]])))))
  return store
}

function readKept(storage: Pick<Storage, 'getItem'>): Partial<WindowState> {
  try {
    const found = JSON.parse(storage.getItem(kept) ?? '{}') as Record<string, unknown>
    return Object.fromEntries(keptKeys.filter((key) => key in found).map((key) => [key, found[key]]))
  } catch {
    return {}
  }
}

export const selectPage = (state: WindowState) => state.page
export const selectConversationId = (state: WindowState) => state.conversationId
export const selectTurnId = (state: WindowState) => state.selectedTurnId
export const selectInspectorOpen = (state: WindowState) => state.inspectorOpen
export const selectInspectorFace = (state: WindowState) => state.inspectorFace
export const selectSidebarOpen = (state: WindowState) => state.sidebarOpen
export const selectSheet = (state: WindowState) => state.sheet
export const selectOverlay = (state: WindowState) => state.overlay
