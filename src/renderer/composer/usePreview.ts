import { useEffect, useState } from 'react'
import type { Output } from '../../shared/contract.ts'
import { useAppState, useConversations, useModels, useRunningTurn, useSettings, useThread } from '../state/AppStateContext.ts'
import { selectOffline } from '../state/settingsStore.ts'

export type Preview = Output<'context.preview'>
const pauseMs = 220

/** What the window would hold if these words were sent now. Asked after a short rest, and again when the model, the rules or the thread change. */
export function usePreview(conversationId: string | null, text: string): Preview | null {
  const { client } = useAppState()
  const [preview, setPreview] = useState<Preview | null>(null)
  const route = useConversations((state) => state.items.find((one) => one.id === conversationId)?.route)
  const leaf = useThread((state) => state.messages.at(-1)?.id)
  const running = useRunningTurn(conversationId)
  const models = useModels((state) => state.models)
  const rules = useSettings((state) => state.settings?.taskRules)
  const offline = useSettings(selectOffline)
  useEffect(() => {
    let gone = false
    const wait = setTimeout(() => {
      void client.call('context.preview', { conversationId, text }).then((found) => { if (!gone && found.ok) setPreview(found.value) })
    }, pauseMs)
    return () => { gone = true; clearTimeout(wait) }
  }, [client, conversationId, text, route, leaf, running, models, rules, offline])
  return preview
}
