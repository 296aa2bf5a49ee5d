import { useEffect, useState } from 'react'
import type { Output } from '../../shared/contract.ts'
import type { Failure } from '../../shared/result.ts'
import { useClient } from '../state/AppStateContext.ts'

/** `readAt` is when it was read, for "how long ago". */
export type KnownMemory = Output<'memories.get'> & { readAt: number }

/** One memory with its history, read again whenever it changes. Both are null while it is being read. */
export function useMemory(memoryId: string | null): { known: KnownMemory | null; failure: Failure | null } {
  const client = useClient()
  const [found, setFound] = useState<{ of: string; known: KnownMemory | null; failure: Failure | null } | null>(null)
  useEffect(() => {
    if (memoryId === null) return
    let current = true
    const read = async () => {
      const answer = await client.call('memories.get', { memoryId })
      if (current) setFound(answer.ok ? { of: memoryId, known: { ...answer.value, readAt: Date.now() }, failure: null } : { of: memoryId, known: null, failure: answer.error })
    }
    void read()
    const stop = client.listen('memories.changed', ({ memoryIds }) => { if (memoryIds.length === 0 || memoryIds.includes(memoryId)) void read() })
    return () => { current = false; stop() }
  }, [client, memoryId])
  return found !== null && found.of === memoryId ? found : { known: null, failure: null }
}
