import { useEffect, useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Failure } from '../../../shared/result.ts'
import type { ContextChange } from '../../../shared/versions.ts'
import { useClient } from '../../state/AppStateContext.ts'
import { isUnchanged } from '../view/change.ts'

const restMs = 200

/** `stale` while a newer change is being made: what is shown belongs to the one before. */
export type ChangePreview = { made: Output<'contexts.again'> | null; failure: Failure | null; stale: boolean }

/** The context that a change would make, made anew a moment after each change; no model is asked. */
export function usePreview(turnId: string, change: ContextChange): ChangePreview {
  const client = useClient()
  const [found, setFound] = useState<{ of: ContextChange; made: Output<'contexts.again'> | null; failure: Failure | null } | null>(null)
  useEffect(() => {
    if (isUnchanged(change)) return
    let current = true
    const wait = setTimeout(() => void client.call('contexts.again', { turnId, change }).then((answer) => {
      if (current) setFound(answer.ok ? { of: change, made: answer.value, failure: null } : { of: change, made: null, failure: answer.error })
    }), restMs)
    return () => { current = false; clearTimeout(wait) }
  }, [client, turnId, change])
  if (isUnchanged(change) || found === null) return { made: null, failure: null, stale: !isUnchanged(change) }
  return { made: found.made, failure: found.failure, stale: found.of !== change }
}
