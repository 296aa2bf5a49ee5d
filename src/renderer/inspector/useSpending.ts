import { useEffect, useState } from 'react'
import type { Output } from '../../shared/contract.ts'
import type { Failure } from '../../shared/result.ts'
import { useClient } from '../state/AppStateContext.ts'

export type Spending = Output<'budget.get'>

/** What a conversation and today took, read again after every turn. Null until the engine answered once. */
export function useSpending(conversationId: string | null): { spending: Spending | null; failure: Failure | null } {
  const client = useClient()
  const [found, setFound] = useState<{ of: string | null; spending: Spending | null; failure: Failure | null }>({ of: conversationId, spending: null, failure: null })
  useEffect(() => {
    let current = true
    const read = async () => {
      const answer = await client.call('budget.get', { conversationId })
      if (current) setFound(answer.ok ? { of: conversationId, spending: answer.value, failure: null } : { of: conversationId, spending: null, failure: answer.error })
    }
    void read()
    const stop = client.listen('turn.ended', () => void read())
    return () => { current = false; stop() }
  }, [client, conversationId])
  return found.of === conversationId ? found : { spending: null, failure: null }
}
