import { useCallback, useEffect, useState } from 'react'
import type { Output } from '../../shared/contract.ts'
import type { Failure } from '../../shared/result.ts'
import type { StrategyValues } from '../../shared/strategy.ts'
import { useAppState } from '../state/AppStateContext.ts'

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

/** The strategies by name, and what can be done with them. Read again when the settings change. */
export function useStrategies(): UsedStrategies {
  const { client, settings, toasts } = useAppState()
  const [found, setFound] = useState<{ list: StrategyList | null; failure: Failure | null }>({ list: null, failure: null })
  const read = useCallback(async () => {
    const answer = await client.call('strategies.list', {})
    setFound((before) => answer.ok ? { list: answer.value, failure: null } : { list: before.list, failure: answer.error })
  }, [client])
  useEffect(() => {
    void read()
    return client.listen('settings.changed', () => void read())
  }, [client, read])
  const { notify, notifyFailure } = toasts.getState()
  const rollBack = async () => {
    const back = await client.call('strategies.rollBack', {})
    if (back.ok) { settings.setState({ settings: back.value }); notify({ message: `“${back.value.strategyName || 'Your own values'}” is the default again.` }) } else notifyFailure(back.error)
    await read()
  }
  return {
    ...found, rollBack,
    save: async (strategyId, name, values) => {
      const saved = await client.call('strategies.save', { strategyId, name, values })
      await read()
      return saved.ok ? null : saved.error
    },
    remove: async (strategyId) => {
      const gone = await client.call('strategies.remove', { strategyId })
      if (!gone.ok) notifyFailure(gone.error)
      await read()
    },
    use: async (strategyId) => {
      const used = await client.call('strategies.use', { strategyId })
      if (used.ok) { settings.setState({ settings: used.value }); notify({ message: `“${used.value.strategyName}” is the default now, from the next turn on.`, action: { label: 'Go back', run: () => void rollBack() } }) } else notifyFailure(used.error)
      await read()
    },
  }
}
