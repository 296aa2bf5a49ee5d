import { useEffect, useState } from 'react'
import type { Failure } from '../../../shared/result.ts'
import type { ContextVersion } from '../../../shared/versions.ts'
import { useClient } from '../../state/AppStateContext.ts'

export type Versions = { items: readonly ContextVersion[]; more: boolean; loaded: boolean; failure: Failure | null; loadMore: () => void }

/** The kept contexts of one conversation, or with null of all, newest first, page by page. */
export function useVersions(conversationId: string | null): Versions {
  const client = useClient()
  const [found, setFound] = useState<{ of: string | null; items: readonly ContextVersion[]; next: string | null; loaded: boolean; failure: Failure | null }>({ of: conversationId, items: [], next: null, loaded: false, failure: null })
  const [cursor, setCursor] = useState<{ of: string | null; from: string | null }>({ of: conversationId, from: null })
  const from = cursor.of === conversationId ? cursor.from : null
  useEffect(() => {
    let current = true
    void client.call('contexts.list', { conversationId, cursor: from, limit: 50 }).then((page) => {
      if (!current) return
      if (page.ok) setFound((before) => ({ of: conversationId, items: from === null ? page.value.items : [...before.items, ...page.value.items], next: page.value.next, loaded: true, failure: null }))
      else setFound((before) => ({ of: conversationId, items: before.of === conversationId ? before.items : [], next: null, loaded: true, failure: page.error }))
    })
    return () => { current = false }
  }, [client, conversationId, from])
  const own = found.of === conversationId ? found : { items: [], next: null, loaded: false, failure: null }
  return { items: own.items, more: own.next !== null, loaded: own.loaded, failure: own.failure, loadMore: () => setCursor({ of: conversationId, from: own.next }) }
}
