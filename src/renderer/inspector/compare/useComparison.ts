import { useEffect, useState } from 'react'
import type { Failure } from '../../../shared/result.ts'
import type { ContextDiff } from '../../../shared/versions.ts'
import { useClient } from '../../state/AppStateContext.ts'

export type Compared = { diff: ContextDiff | null; failure: Failure | null }

/** What is different from one turn's context to another's. Both are null while it is looked at, and while no other turn is chosen. */
export function useComparison(fromTurnId: string | null, toTurnId: string | null): Compared {
  const client = useClient()
  const [found, setFound] = useState<Compared & { of: string }>({ of: '', diff: null, failure: null })
  const of = `${fromTurnId} ${toTurnId}`
  useEffect(() => {
    if (fromTurnId === null || toTurnId === null) return
    let current = true
    void client.call('contexts.compare', { turnId: fromTurnId, otherTurnId: toTurnId }).then((answer) => {
      if (current) setFound(answer.ok ? { of, diff: answer.value, failure: null } : { of, diff: null, failure: answer.error })
    })
    return () => { current = false }
  }, [client, fromTurnId, toTurnId, of])
  return found.of === of ? found : { diff: null, failure: null }
}
