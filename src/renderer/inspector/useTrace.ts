import { useEffect, useState } from 'react'
import type { Failure } from '../../shared/result.ts'
import type { TurnTrace } from '../../shared/trace.ts'
import { useClient } from '../state/AppStateContext.ts'

/** The trace of one finished turn, read again when its answer was looked at or something was cut out of it. Both are null while it is being read; a running turn has none yet. */
export function useTrace(turnId: string | null, running: boolean): { trace: TurnTrace | null; failure: Failure | null } {
  const client = useClient()
  const [found, setFound] = useState<{ of: string; trace: TurnTrace | null; failure: Failure | null } | null>(null)
  useEffect(() => {
    if (turnId === null || running) return
    let current = true
    let conversationId: string | null = null
    const read = async () => {
      const answer = await client.call('trace.get', { turnId })
      conversationId = answer.ok ? answer.value.conversationId : null
      if (current) setFound(answer.ok ? { of: turnId, trace: answer.value, failure: null } : { of: turnId, trace: null, failure: answer.error })
    }
    void read()
    const stops = [
      client.listen('trace.changed', (event) => { if (event.turnId === turnId) void read() }),
      client.listen('messages.changed', (event) => { if (event.conversationId === conversationId) void read() }),
    ]
    return () => { current = false; for (const stop of stops) stop() }
  }, [client, turnId, running])
  return found !== null && found.of === turnId && !running ? found : { trace: null, failure: null }
}
