import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client, Input } from '../../shared/contract.ts'
import type { Conversation } from '../../shared/message.ts'
import { keepTemporary, readTemporary } from './temporaryIds.ts'
import type { ToastStore } from './toastStore.ts'

export type ConversationsState = {
  items: Conversation[]
  next: string | null
  state: 'loading' | 'ready'
  load(): Promise<void>
  loadMore(): Promise<void>
  /** Reads one conversation again, and takes it in or out of the list. */
  refresh(conversationId: string): Promise<void>
  /** @param temporary for one of which nothing is stored; one without a message is taken up again */
  create(temporary?: boolean): Promise<Conversation | null>
  /** Changes a conversation; false when that was refused. */
  update(input: Input<'conversations.update'>): Promise<boolean>
  /** Moves it to the trash, with a way back. */
  remove(conversation: Conversation): Promise<void>
  restore(conversationId: string): Promise<void>
  /** Takes back a conversation whose first message was refused; without words. */
  discard(conversationId: string): Promise<void>
}
export type ConversationStore = StoreApi<ConversationsState>

const pageSize = 60
const newestFirst = (a: Conversation, b: Conversation) => b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1)

/** Takes conversations into a list: each once, newest first, deleted ones out. */
export function mergeConversations(known: readonly Conversation[], fresh: readonly Conversation[]): Conversation[] {
  const all = new Map(known.map((one) => [one.id, one]))
  for (const one of fresh) all.set(one.id, one)
  return [...all.values()].filter((one) => one.deletedAt === null).sort(newestFirst)
}

/**
 * Makes the store of the list of conversations: pages of it, never the whole.
 * @param storage keeps which temporary ones are open, for as long as the tab: no list of the engine names them
 */
export function createConversationStore(client: Client, toasts: ToastStore, storage: Pick<Storage, 'getItem' | 'setItem'>): ConversationStore {
  let loadingMore = false
  /** The temporary ones that are still open. */
  const findTemporary = async (): Promise<Conversation[]> => {
    const found = await Promise.all(readTemporary(storage).map((conversationId) => client.call('conversations.get', { conversationId })))
    return found.flatMap((one) => one.ok ? [one.value] : [])
  }
  const store = createStore<ConversationsState>()((set, get) => ({
    items: [], next: null, state: 'loading',
    load: async () => {
      const [page, temporary] = await Promise.all([client.call('conversations.list', { limit: pageSize }), findTemporary()])
      if (page.ok) set({ items: mergeConversations(temporary, page.value.items), next: page.value.next, state: 'ready' })
      else { set({ state: 'ready' }); toasts.getState().notifyFailure(page.error) }
    },
    loadMore: async () => {
      const cursor = get().next
      if (cursor === null || loadingMore) return
      loadingMore = true
      const page = await client.call('conversations.list', { cursor, limit: pageSize })
      loadingMore = false
      if (page.ok) set((state) => ({ items: mergeConversations(state.items, page.value.items), next: page.value.next }))
    },
    refresh: async (conversationId) => {
      const found = await client.call('conversations.get', { conversationId })
      if (found.ok) set((state) => ({ items: mergeConversations(state.items, [found.value]) }))
    },
    create: async (temporary = false) => {
      const unused = temporary ? get().items.find((one) => one.temporary && one.messageCount === 0) : undefined
      if (unused !== undefined) return unused
      const made = await client.call('conversations.create', { temporary })
      if (!made.ok) { toasts.getState().notifyFailure(made.error); return null }
      set((state) => ({ items: mergeConversations(state.items, [made.value]) }))
      return made.value
    },
    update: async (input) => {
      const changed = await client.call('conversations.update', input)
      if (changed.ok) set((state) => ({ items: mergeConversations(state.items, [changed.value]) }))
      else toasts.getState().notifyFailure(changed.error)
      return changed.ok
    },
    remove: async (conversation) => {
      const gone = await client.call('conversations.delete', { conversationId: conversation.id })
      if (!gone.ok) { toasts.getState().notifyFailure(gone.error); return }
      set((state) => ({ items: state.items.filter((one) => one.id !== conversation.id) }))
      if (conversation.temporary) { toasts.getState().notify({ message: 'The temporary chat is closed. Nothing of it was stored.' }); return }
      toasts.getState().notify({ message: `“${conversation.title || 'New conversation'}” is in the trash.`, action: { label: 'Undo', run: () => void get().restore(conversation.id) } })
    },
    discard: async (conversationId) => {
      await client.call('conversations.delete', { conversationId })
      set((state) => ({ items: state.items.filter((one) => one.id !== conversationId) }))
    },
    restore: async (conversationId) => {
      const back = await client.call('conversations.restore', { conversationId })
      if (back.ok) set((state) => ({ items: mergeConversations(state.items, [back.value]) }))
      else toasts.getState().notifyFailure(back.error)
    },
  }))
  store.subscribe(({ items }) => keepTemporary(storage, items))
  client.listen('conversations.changed', ({ conversationId }) => void store.getState().refresh(conversationId))
  // While an archive is read, few of its conversations are told of; at its end the list is read as it is.
  client.listen('imports.changed', ({ state }) => { if (state !== 'running') void store.getState().load() })
  return store
}

export const selectConversations = (state: ConversationsState) => state.items
