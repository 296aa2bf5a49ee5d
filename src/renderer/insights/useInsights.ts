import { useEffect, useState } from 'react'
import type { Insights } from '../../shared/insights.ts'
import type { Failure } from '../../shared/result.ts'
import { useClient } from '../state/AppStateContext.ts'

/** The figures of so many days, of all conversations or of one; read again after every turn. Those before stay on show until the next ones are there. */
export function useInsights(days: number, conversationId: string | null): { insights: Insights | null; failure: Failure | null } {
  const client = useClient()
  const [found, setFound] = useState<{ insights: Insights | null; failure: Failure | null }>({ insights: null, failure: null })
  useEffect(() => {
    let current = true
    const read = async () => {
      const answer = await client.call('insights.get', { days, conversationId })
      if (current) setFound((before) => answer.ok ? { insights: answer.value, failure: null } : { insights: before.insights, failure: answer.error })
    }
    void read()
    const stops = (['turn.ended', 'trace.changed'] as const).map((name) => client.listen(name, () => void read()))
    return () => { current = false; for (const stop of stops) stop() }
  }, [client, days, conversationId])
  return found
}
