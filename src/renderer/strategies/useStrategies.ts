import type { Output } from '../../shared/contract.ts'
import type { Failure } from '../../shared/result.ts'
import type { StrategyValues } from '../../shared/strategy.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { useReply } from '../state/useReply.ts'

export type StrategyList = Output<'strategies.list'>

export type UsedStrategies = {
  list: StrategyList | null
  failure: Failure | null
  /** Saves values under a name, as a new strategy or over one of one's own. */
  save: (strategyId: string | null, name: string, values: StrategyValues) => Promise<Failure | null>
  remove: (strategyId: string) => Promise<void>
  use: (strategyId: string) => Promise<void>
  rollBack: () => Promise<void>
}

const input = {}
const hears = ['settings.changed'] as const

/** The strategies by name, and what can be done with them. Read again when the settings change. */
export function useStrategies(): UsedStrategies {
  const { client, settings, toasts } = useAppState()
  const { value, failure, reload } = useReply('strategies.list', input, hears)
  const { notify, notifyFailure } = toasts.getState()
  const rollBack = async () => {
    const back = await client.call('strategies.rollBack', {})
    if (back.ok) {
      settings.setState({ settings: back.value })
      notify({ message: `“${back.value.strategyName || 'Your own values'}” is the default again.` })
    } else notifyFailure(back.error)
    reload()
  }
  return {
    list: value, failure, rollBack,
    save: async (strategyId, name, values) => {
      const saved = await client.call('strategies.save', { strategyId, name, values })
      reload()
      return saved.ok ? null : saved.error
    },
    remove: async (strategyId) => {
      const gone = await client.call('strategies.remove', { strategyId })
      if (!gone.ok) notifyFailure(gone.error)
      reload()
    },
    use: async (strategyId) => {
      const used = await client.call('strategies.use', { strategyId })
      if (used.ok) {
        settings.setState({ settings: used.value })
        notify({ message: `“${used.value.strategyName}” is the default now, from the next turn on.`, action: { label: 'Go back', run: () => void rollBack() } })
      } else notifyFailure(used.error)
      reload()
    },
  }
}
