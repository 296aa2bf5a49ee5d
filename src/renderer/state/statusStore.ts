import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client, Output } from '../../shared/contract.ts'
import type { Failure } from '../../shared/result.ts'
import type { Connection, ConnectionState } from '../client.ts'

export type StatusState = {
  /** Null until the engine answered once. */
  status: Output<'app.status'> | null
  connection: ConnectionState
  /** Why the host does not let this window in, in its own words. */
  trouble: Failure | null
  load(): Promise<void>
}
export type StatusStore = StoreApi<StatusState>

/** Makes the store of how the engine is: read-only, indexing, offline, what left today. */
export function createStatusStore(client: Client, connection: Connection): StatusStore {
  const store = createStore<StatusState>()((set) => ({
    status: null, connection: connection.state(), trouble: connection.trouble(),
    load: async () => {
      const found = await client.call('app.status', {})
      if (found.ok) set({ status: found.value })
    },
  }))
  const reload = () => void store.getState().load()
  for (const name of ['app.changed', 'memories.changed', 'turn.ended', 'settings.changed', 'conversations.changed'] as const) client.listen(name, reload)
  return store
}

export const selectStatus = (state: StatusState) => state.status
export const selectTrouble = (state: StatusState) => state.trouble
export const selectConnection = (state: StatusState) => state.connection
