import { useEffect, useState } from 'react'
import type { Strategy } from '../../../shared/strategy.ts'
import { useClient } from '../../state/AppStateContext.ts'

/** The named strategies; empty until they were read. */
export function useStrategies(): readonly Strategy[] {
  const client = useClient()
  const [found, setFound] = useState<readonly Strategy[]>([])
  useEffect(() => {
    let current = true
    void client.call('strategies.list', {}).then((answer) => { if (current && answer.ok) setFound(answer.value.strategies) })
    return () => { current = false }
  }, [client])
  return found
}
