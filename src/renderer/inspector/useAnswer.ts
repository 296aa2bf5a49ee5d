import { useEffect, useState } from 'react'
import { useClient } from '../state/AppStateContext.ts'

/** The words of an answer; null while they are read, and where the message is gone. */
export function useAnswer(messageId: string | null): string | null {
  const client = useClient()
  const [found, setFound] = useState<{ of: string; text: string } | null>(null)
  useEffect(() => {
    if (messageId === null) return
    let current = true
    void client.call('messages.get', { messageId }).then((answer) => { if (current && answer.ok) setFound({ of: messageId, text: answer.value.text }) })
    return () => { current = false }
  }, [client, messageId])
  return found !== null && found.of === messageId ? found.text : null
}
