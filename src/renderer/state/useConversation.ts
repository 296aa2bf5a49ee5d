import { useEffect, useState } from 'react'
import type { Conversation } from '../../shared/message.ts'
import { useClient, useConversations } from './AppStateContext.ts'

/** A conversation by its id: from the list where that holds it, else asked for; undefined until then, and where there is none. */
export function useConversation(conversationId: string | null): Conversation | undefined {
  const client = useClient()
  const listed = useConversations((state) => state.items.find((one) => one.id === conversationId))
  const [asked, setAsked] = useState<Conversation | null>(null)
  const isMissing = conversationId !== null && listed === undefined
  useEffect(() => {
    if (!isMissing) return
    let current = true
    void client.call('conversations.get', { conversationId }).then((answer) => { if (current && answer.ok) setAsked(answer.value) })
    return () => { current = false }
  }, [client, conversationId, isMissing])
  return listed ?? (asked?.id === conversationId ? asked : undefined)
}
