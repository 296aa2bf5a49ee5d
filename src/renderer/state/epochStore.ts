import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '../../shared/contract.ts'
import type { Epoch } from '../../shared/epoch.ts'
import type { Failure } from '../../shared/result.ts'
import type { ToastStore } from './toastStore.ts'

export type EpochsState = {
  conversationId: string | null
  /** The epochs that the shown branch rests on, oldest first, undone ones included. */
  epochs: readonly Epoch[]
  /** What is being made, and where; it may take a while. */
  making: { conversationId: string; kind: Epoch['kind'] } | null
  open(conversationId: string | null): Promise<void>
  reload(): Promise<void>
  make(conversationId: string, kind: Epoch['kind']): Promise<void>
  /** Saves another text; a failure is for the editor to show. */
  edit(epochId: string, text: string): Promise<Failure | null>
  undo(epoch: Epoch): Promise<void>
}
export type EpochStore = StoreApi<EpochsState>

const madeWords: Record<Epoch['kind'], string> = { compaction: 'Earlier messages were summed up.', checkpoint: 'A checkpoint was written.' }

/**
 * Makes the store of the summaries of the shown conversation.
 * @param onBranch runs after an undo that went back to an earlier message
 */
export function createEpochStore(client: Client, toasts: ToastStore, onBranch: () => void): EpochStore {
  const store = createStore<EpochsState>()((set, get) => ({
    conversationId: null, epochs: [], making: null,
    open: async (conversationId) => {
      if (conversationId === get().conversationId) return
      set({ conversationId, epochs: [] })
      await get().reload()
    },
    reload: async () => {
      const { conversationId } = get()
      if (conversationId === null) return
      const found = await client.call('epochs.list', { conversationId })
      // Without the rows the conversation is whole: a failure here is no news to a reader.
      if (found.ok && get().conversationId === conversationId) set({ epochs: found.value.epochs })
    },
    make: async (conversationId, kind) => {
      if (get().making !== null) return
      set({ making: { conversationId, kind } })
      const made = await client.call('epochs.make', { conversationId, kind })
      set({ making: null })
      if (made.ok) toasts.getState().notify({ message: madeWords[kind] })
      else toasts.getState().notifyFailure(made.error)
      await get().reload()
    },
    edit: async (epochId, text) => {
      const edited = await client.call('epochs.edit', { epochId, text })
      if (!edited.ok) return edited.error
      set((state) => ({ epochs: state.epochs.map((one) => one.id === epochId ? edited.value : one) }))
      return null
    },
    undo: async (epoch) => {
      const undone = await client.call('epochs.undo', { epochId: epoch.id })
      if (!undone.ok) toasts.getState().notifyFailure(undone.error)
      else {
        toasts.getState().notify({ message: undone.value.asBranch ? 'The conversation went back to where the summary was made. The later messages stay on their own branch.' : 'The summary is undone. The messages stand in the prompt again.' })
        if (undone.value.asBranch) onBranch()
      }
      await get().reload()
    },
  }))
  const hear = ({ conversationId }: { conversationId: string }) => { if (conversationId === store.getState().conversationId) void store.getState().reload() }
  for (const name of ['epochs.changed', 'conversations.changed', 'turn.ended'] as const) client.listen(name, hear)
  return store
}

export const selectEpochs = (state: EpochsState) => state.epochs
