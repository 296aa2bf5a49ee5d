import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '../../shared/contract.ts'
import type { ShownMessage } from '../../shared/message.ts'
import type { Failure } from '../../shared/result.ts'
import type { LiveAnswers } from './liveAnswers.ts'

/** The messages of the shown branch of one conversation, oldest first: the newest pages of them. */
export type ThreadState = {
  conversationId: string | null
  messages: ShownMessage[]
  /** Where the next older page ends; null at the start of the conversation. */
  older: string | null
  state: 'loading' | 'ready' | 'failed'
  failure: Failure | null
  /** A turn that ended without leaving an answer to mark. */
  turnFailure: Failure | null
  open(conversationId: string | null): Promise<void>
  reload(): Promise<void>
  loadOlder(): Promise<void>
  /** Loads older pages until the message is there; false when it is not on the shown branch. */
  reach(messageId: string): Promise<boolean>
  send(conversationId: string, text: string, parentId?: string | null): Promise<Failure | null>
  regenerate(message: ShownMessage, modelId?: string): Promise<Failure | null>
  selectBranch(messageId: string): Promise<Failure | null>
  stop(): Promise<void>
}
export type ThreadStore = StoreApi<ThreadState>

const pageSize = 40

/** Cuts a thread after a message (null: before the first), for a branch that begins there. */
export function cutAfter(messages: readonly ShownMessage[], parentId: string | null): ShownMessage[] {
  if (parentId === null) return []
  const at = messages.findIndex((one) => one.id === parentId)
  return at === -1 ? [...messages] : messages.slice(0, at + 1)
}

/** Puts a message in its place: over the one with its id, else at the end. */
export function placeMessage(messages: readonly ShownMessage[], message: ShownMessage): ShownMessage[] {
  return messages.some((one) => one.id === message.id) ? messages.map((one) => one.id === message.id ? message : one) : [...messages, message]
}

/** Makes the store of the shown conversation. */
export function createThreadStore(client: Client, live: LiveAnswers): ThreadStore {
  const store = createStore<ThreadState>()((set, get) => {
    const stillShows = (conversationId: string | null) => get().conversationId === conversationId
    const readNewest = async (conversationId: string) => {
      const page = await client.call('messages.list', { conversationId, limit: pageSize })
      if (!stillShows(conversationId)) return
      if (page.ok) set({ messages: page.value.items, older: page.value.next, state: 'ready', failure: null })
      else set({ state: 'failed', failure: page.error })
    }
    let loadingOlder = false
    return {
      conversationId: null, messages: [], older: null, state: 'ready', failure: null, turnFailure: null,
      open: async (conversationId) => {
        if (stillShows(conversationId)) return
        set({ conversationId, messages: [], older: null, state: conversationId === null ? 'ready' : 'loading', failure: null, turnFailure: null })
        if (conversationId !== null) await Promise.all([readNewest(conversationId), live.catchUp(conversationId)])
      },
      reload: async () => {
        const { conversationId } = get()
        if (conversationId !== null) await Promise.all([readNewest(conversationId), live.catchUp(conversationId)])
      },
      loadOlder: async () => {
        const { conversationId, older } = get()
        if (conversationId === null || older === null || loadingOlder) return
        loadingOlder = true
        const page = await client.call('messages.list', { conversationId, before: older, limit: pageSize })
        loadingOlder = false
        if (page.ok && stillShows(conversationId)) set((state) => ({ messages: [...page.value.items, ...state.messages], older: page.value.next }))
      },
      reach: async (messageId) => {
        while (!get().messages.some((one) => one.id === messageId)) {
          const before = get().older
          if (before === null) return false
          await get().loadOlder()
          if (get().older === before) return false
        }
        return true
      },
      send: async (conversationId, text, parentId) => {
        set({ turnFailure: null })
        const sent = await client.call('turn.send', parentId === undefined ? { conversationId, text } : { conversationId, text, parentId })
        if (!sent.ok) return sent.error
        const { turnId, userMessage } = sent.value
        if (stillShows(conversationId)) {
          set((state) => ({ messages: placeMessage(parentId === undefined ? state.messages : cutAfter(state.messages, parentId), userMessage), state: 'ready' }))
        }
        live.begin(turnId, conversationId, userMessage.id)
        return null
      },
      regenerate: async (message, modelId) => {
        set({ turnFailure: null })
        const asked = await client.call('turn.regenerate', modelId === undefined ? { messageId: message.id } : { messageId: message.id, modelId })
        if (!asked.ok) return asked.error
        const above = message.role === 'assistant' ? message.parentId : message.id
        if (stillShows(message.conversationId)) set((state) => ({ messages: cutAfter(state.messages, above) }))
        live.begin(asked.value.turnId, message.conversationId, above)
        return null
      },
      selectBranch: async (messageId) => {
        const chosen = await client.call('messages.selectBranch', { messageId })
        if (!chosen.ok) return chosen.error
        await get().reload()
        return null
      },
      stop: async () => {
        const running = live.get(get().conversationId)
        if (running !== null) await client.call('turn.cancel', { turnId: running.turnId })
      },
    }
  })

  client.listen('turn.ended', async ({ conversationId, messageId, failure }) => {
    const ended = messageId === null ? null : await client.call('messages.get', { messageId })
    if (store.getState().conversationId === conversationId) {
      if (ended?.ok) store.setState((state) => ({ messages: placeMessage(state.messages, ended.value) }))
      else if (messageId !== null) await store.getState().reload()
      if (messageId === null && failure !== null && failure.kind !== 'cancelled') store.setState({ turnFailure: failure })
    }
    live.drop(conversationId)
  })
  return store
}

export const selectMessages = (state: ThreadState) => state.messages
