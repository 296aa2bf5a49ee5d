import { useEffect, useState } from 'react'
import type { ForgetPreview, MemoryFilter } from '../../shared/memory.ts'
import type { Failure } from '../../shared/result.ts'
import { useClient } from '../state/AppStateContext.ts'

/** What is to be forgotten: these memories, or all that a filter lets through. Keep its identity while it says the same. */
export type ForgetWish = { memoryIds: readonly string[] } | { filter: MemoryFilter }

/** What forgetting would reach, asked while there is a wish; both are null until the answer. The last one stays while a dialog goes. */
export function useForgetPreview(wish: ForgetWish | null): { of: ForgetWish | null; preview: ForgetPreview | null; failure: Failure | null; readAt: number } {
  const client = useClient()
  const [found, setFound] = useState<{ of: ForgetWish; preview: ForgetPreview | null; failure: Failure | null; readAt: number } | null>(null)
  useEffect(() => {
    if (wish === null) return
    let current = true
    void client.call('memories.forgetPreview', 'filter' in wish ? { filter: wish.filter } : { memoryIds: [...wish.memoryIds] }).then((answer) => {
      if (current) setFound(answer.ok ? { of: wish, preview: answer.value, failure: null, readAt: Date.now() } : { of: wish, preview: null, failure: answer.error, readAt: Date.now() })
    })
    return () => { current = false }
  }, [client, wish])
  return found !== null && (wish === null || found.of === wish) ? found : { of: wish, preview: null, failure: null, readAt: 0 }
}
