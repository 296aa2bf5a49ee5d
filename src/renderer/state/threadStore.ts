import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '../../shared/contract.ts'
import type { ShownMessage } from '../../shared/message.ts'
import type { Failure } from '../../shared/result.ts'
import type { LiveAnswers } from './liveAnswers.ts'
import { readAgain } from './readAgain.ts'

/** How an answer is written again: by another model, or without looking at answers that are kept. */
export type AgainWish = { modelId?: string; fresh?: boolean }

/** The messages of the shown branch of one conversation, oldest first: the newest pages of them. */
export type ThreadState = {
  conversationId: string | null
  messages: ShownMessage[]
  /** Where the next older page ends; null at the start of the conversation. */
  older: string | null
  /** True while the thread ends at a message from far up, and the ones after it are not loaded. */
  later: boolean
  state: 'loading' | 'ready' | 'failed'
  failure: Failure | null
  /** A turn that ended without leaving an answer to mark. */
  turnFailure: Failure | null
  open(conversationId: string | null): Promise<void>
  reload(): Promise<void>
  /** Reads again what is loaded, and moves nothing. */
  refresh(): Promise<void>
  loadOlder(): Promise<void>
  /** Brings a message into the thread, on whatever branch and however far up it stands; false when it is not there any more. */
  reach(messageId: string): Promise<boolean>
  send(conversationId: string, text: string, parentId?: string | null): Promise<Failure | null>
  regenerate(message: ShownMessage, wish?: AgainWish): Promise<Failure | null>
  selectBranch(messageId: string): Promise<Failure | null>
  stop(): Promise<void>
  /** Notes what the person thinks of an answer; the same thumb again takes it back. */
  rate(message: ShownMessage, thumb: 'up' | 'down'): Promise<Failure | null>
}
export type ThreadStore = StoreApi<ThreadState>

const pageSize = 40
/** How far a thread is continued upward to a sought message. Beyond that it is cut: a whole history is never loaded. */
const reachPages = 8
const reachPageSize = 100

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
      if (page.ok) set({ messages: page.value.items, older: page.value.next, state: 'ready', failure: null, later: false })
      else set({ state: 'failed', failure: page.error })
    }
    let loadingOlder = false
    const holds = (messageId: string) => get().messages.some((one) => one.id === messageId)
    /** Continues the thread upward to a message, all pages in one step. What is on the shown branch is never older than what it answers. */
    const climbTo = async (sought: ShownMessage): Promise<'there' | 'elsewhere' | 'far'> => {
      if (holds(sought.id)) return 'there'
      const { conversationId } = sought
      const from = get().messages[0]
      let { older } = get()
      let above: ShownMessage[] = []
      for (let pages = 0; pages < reachPages; pages++) {
        const oldest = above[0] ?? from
        if (older === null || oldest === undefined || oldest.createdAt < sought.createdAt) return 'elsewhere'
        const page = await client.call('messages.list', { conversationId, before: older, limit: reachPageSize })
        if (!page.ok) return 'far'
        above = [...page.value.items, ...above]
        older = page.value.next
        if (!above.some((one) => one.id === sought.id)) continue
        const start = get().messages.findIndex((one) => one.id === from?.id)
        if (!stillShows(conversationId) || start < 0) return 'far'
        // A page that came in meanwhile stands in `above` too.
        set((state) => ({ messages: [...above, ...state.messages.slice(start)], older }))
        return 'there'
      }
      return 'far'
    }
    /** Shows a message from far up with what stands above it, and nothing below. */
    const cutAt = async (sought: ShownMessage) => {
      const above = await client.call('messages.list', { conversationId: sought.conversationId, before: sought.id, limit: pageSize })
      if (!above.ok || !stillShows(sought.conversationId)) return false
      set({ messages: [...above.value.items, sought], older: above.value.next, later: true })
      return true
    }
    return {
      conversationId: null, messages: [], older: null, later: false, state: 'ready', failure: null, turnFailure: null,
      open: async (conversationId) => {
        if (stillShows(conversationId)) return
        set({ conversationId, messages: [], older: null, later: false, state: conversationId === null ? 'ready' : 'loading', failure: null, turnFailure: null })
        if (conversationId !== null) await Promise.all([readNewest(conversationId), live.catchUp(conversationId)])
      },
      reload: async () => {
        const { conversationId } = get()
        if (conversationId !== null) await Promise.all([readNewest(conversationId), live.catchUp(conversationId)])
      },
      refresh: async () => {
        const { conversationId, messages, later } = get()
        const fresh = await readAgain(client, messages, later)
        if (stillShows(conversationId)) set((state) => ({ messages: state.messages.map((one) => fresh.get(one.id) ?? one) }))
      },
      loadOlder: async () => {
        const { conversationId, older } = get()
        if (conversationId === null || older === null || loadingOlder) return
        loadingOlder = true
        const page = await client.call('messages.list', { conversationId, before: older, limit: pageSize })
        loadingOlder = false
        if (page.ok && stillShows(conversationId) && get().older === older) set((state) => ({ messages: [...page.value.items, ...state.messages], older: page.value.next }))
      },
      reach: async (messageId) => {
        if (holds(messageId)) return true
        const found = await client.call('messages.get', { messageId })
        if (!found.ok || !stillShows(found.value.conversationId)) return false
        let where = await climbTo(found.value)
        if (where === 'elsewhere' && await get().selectBranch(messageId) === null) where = await climbTo(found.value)
        return where === 'there' || cutAt(found.value)
      },
      send: async (conversationId, text, parentId) => {
        set({ turnFailure: null })
        const sent = await client.call('turn.send', parentId === undefined ? { conversationId, text } : { conversationId, text, parentId })
        if (!sent.ok) return sent.error
        const { turnId, userMessage } = sent.value
        if (stillShows(conversationId)) {
          if (get().later && parentId === undefined) await readNewest(conversationId)
          else set((state) => ({ messages: placeMessage(parentId === undefined ? state.messages : cutAfter(state.messages, parentId), userMessage), state: 'ready', later: false }))
        }
        live.begin(turnId, conversationId, userMessage.id)
        return null
      },
      regenerate: async (message, wish = {}) => {
        set({ turnFailure: null })
        const asked = await client.call('turn.regenerate', { messageId: message.id, ...wish })
        if (!asked.ok) return asked.error
        const above = message.role === 'assistant' ? message.parentId : message.id
        if (stillShows(message.conversationId)) set((state) => ({ messages: cutAfter(state.messages, above), later: false }))
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
        if (running?.cut === false) await client.call('turn.cancel', { turnId: running.turnId })
      },
      rate: async ({ id, turnId, summary }, thumb) => {
        if (turnId === null || summary === null) return null
        const next = summary.thumb === thumb ? null : thumb
        const show = (shown: typeof next) => set((state) => ({ messages: state.messages.map((one) => one.id === id && one.summary !== null ? { ...one, summary: { ...one.summary, thumb: shown } } : one) }))
        show(next)
        const rated = await client.call('turn.rate', { turnId, thumb: next })
        if (rated.ok) return null
        show(summary.thumb)
        return rated.error
      },
    }
  })

  client.listen('turn.ended', async ({ conversationId, messageId, failure }) => {
    const ended = messageId === null ? null : await client.call('messages.get', { messageId })
    if (store.getState().conversationId === conversationId) {
      // Where a thread was cut, its end is not on show: the answer comes with the newest messages.
      if (ended?.ok) store.setState((state) => state.later ? {} : { messages: placeMessage(state.messages, ended.value) })
      else if (messageId !== null) await store.getState().reload()
      if (messageId === null && failure !== null && failure.kind !== 'cancelled') store.setState({ turnFailure: failure })
    }
    live.drop(conversationId)
  })
  client.listen('messages.changed', ({ conversationId }) => { if (store.getState().conversationId === conversationId) void store.getState().refresh() })
  // An answer is looked at after its end: whether it used what it was given is known only then.
  client.listen('trace.changed', async ({ turnId, conversationId }) => {
    const shown = store.getState().messages.find((one) => one.role === 'assistant' && one.turnId === turnId)
    if (shown === undefined || store.getState().conversationId !== conversationId) return
    const fresh = await client.call('messages.get', { messageId: shown.id })
    if (fresh.ok) store.setState((state) => ({ messages: state.messages.map((one) => one.id === shown.id ? fresh.value : one) }))
  })
  return store
}

export const selectMessages = (state: ThreadState) => state.messages
