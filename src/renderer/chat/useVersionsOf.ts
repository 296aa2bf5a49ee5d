import { useEffect, useState } from 'react'
import type { ShownMessage } from '../../shared/message.ts'
import type { Failure } from '../../shared/result.ts'
import { useClient } from '../state/AppStateContext.ts'

/** All versions beside a message, in their order; null while they are being read. */
export function useVersionsOf(siblings: readonly string[]): { versions: ShownMessage[] | null; failure: Failure | null } {
  const client = useClient()
  const [found, setFound] = useState<{ versions: ShownMessage[] | null; failure: Failure | null }>({ versions: null, failure: null })
  const ids = siblings.join(' ')
  useEffect(() => {
    let current = true
    void Promise.all(ids.split(' ').map((messageId) => client.call('messages.get', { messageId }))).then((all) => {
      if (!current) return
      const failed = all.find((one) => !one.ok)
      setFound(failed === undefined || failed.ok ? { versions: all.flatMap((one) => one.ok ? [one.value] : []), failure: null } : { versions: null, failure: failed.error })
    })
    return () => { current = false }
  }, [client, ids])
  return found
}
