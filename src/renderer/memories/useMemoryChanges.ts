import { useMemo } from 'react'
import type { Input } from '../../shared/contract.ts'
import { useAppState } from '../state/AppStateContext.ts'

export type MemoryChanges = {
  /** Changes text, pin, label, kind or state. True when the engine took it; a refusal is shown as a toast. */
  update(change: Input<'memories.update'>): Promise<boolean>
  /** Removes the memory for good. Asking first is up to the caller. */
  forget(memoryId: string): Promise<boolean>
  add(wish: Input<'memories.add'>): Promise<boolean>
}

/** The ways to change memories from the window. The lists hear of a change from the engine, not from here. */
export function useMemoryChanges(): MemoryChanges {
  const { client, toasts } = useAppState()
  return useMemo(() => {
    const take = (answer: { ok: true } | { ok: false; error: Parameters<ReturnType<typeof toasts.getState>['notifyFailure']>[0] }) => {
      if (!answer.ok) toasts.getState().notifyFailure(answer.error)
      return answer.ok
    }
    return {
      update: async (change) => take(await client.call('memories.update', change)),
      forget: async (memoryId) => {
        const done = take(await client.call('memories.forget', { memoryId }))
        if (done) toasts.getState().notify({ message: 'The memory is gone for good.' })
        return done
      },
      add: async (wish) => take(await client.call('memories.add', wish)),
    }
  }, [client, toasts])
}
