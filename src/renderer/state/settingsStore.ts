import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client, Input } from '../../shared/contract.ts'
import type { Settings } from '../../shared/settings.ts'
import type { ToastStore } from './toastStore.ts'

export type SettingsState = {
  /** Null until the engine answered once. */
  settings: Settings | null
  load(): Promise<void>
  /** Saves a change; false when it was refused. The window shows it at once and goes back then. */
  save(change: Input<'settings.set'>): Promise<boolean>
}
export type SettingsStore = StoreApi<SettingsState>

/** Makes the store of the settings, which the engine keeps. */
export function createSettingsStore(client: Client, toasts: ToastStore): SettingsStore {
  const store = createStore<SettingsState>()((set, get) => ({
    settings: null,
    load: async () => {
      const found = await client.call('settings.get', {})
      if (found.ok) set({ settings: found.value })
      else toasts.getState().notifyFailure(found.error)
    },
    save: async (change) => {
      const before = get().settings
      if (before !== null) set({ settings: { ...before, ...change } as Settings })
      const saved = await client.call('settings.set', change)
      if (saved.ok) set({ settings: saved.value })
      else { set({ settings: before }); toasts.getState().notifyFailure(saved.error) }
      return saved.ok
    },
  }))
  client.listen('settings.changed', (settings) => store.setState({ settings }))
  return store
}

export const selectSettings = (state: SettingsState) => state.settings
export const selectDetail = (state: SettingsState) => state.settings?.detail ?? 'simple'
export const selectOffline = (state: SettingsState) => state.settings?.offline ?? false
