import type { Output } from '../../shared/contract.ts'
import type { Health } from '../../shared/health.ts'
import type { Failure } from '../../shared/result.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { useReply } from '../state/useReply.ts'

const input = {}
const hears = ['health.changed', 'turn.ended'] as const

export type UsedHealth = { health: Output<'health.list'> | null; failure: Failure | null; retry: (one: Pick<Health, 'kind' | 'id'>) => Promise<void> }

/** How providers and sources stand, and the way to let the next call through. */
export function useHealth(): UsedHealth {
  const { client, toasts } = useAppState()
  const { value, failure, reload } = useReply('health.list', input, hears)
  return {
    health: value, failure,
    retry: async ({ kind, id }) => {
      const done = await client.call('health.retry', { kind, id })
      if (!done.ok) toasts.getState().notifyFailure(done.error)
      reload()
    },
  }
}
