import { useEffect, useState } from 'react'
import type { Output } from '../../shared/contract.ts'
import { useAppState, useConversations, useEpochs, useModels, useRunningTurn, useSettings, useThread } from '../state/AppStateContext.ts'
import { selectEpochs } from '../state/epochStore.ts'
import { selectOffline } from '../state/settingsStore.ts'

export type Preview = Output<'context.preview'>
const pauseMs = 220

/** What the window would hold if these words were sent now. Asked after a short rest, and again when the model, the rules or the thread change. */
export function usePreview(conversationId: string | null, text: string): Preview | null {
  const { client } = useAppState()
  const [preview, setPreview] = useState<Preview | null>(null)
  const route = useConversations((state) => state.items.find((one) => one.id === conversationId)?.route)
  const budget = useConversations((state) => state.items.find((one) => one.id === conversationId)?.budget)
  const leaf = useThread((state) => state.messages.at(-1)?.id)
  const running = useRunningTurn(conversationId)
  const models = useModels((state) => state.models)
  const rules = useSettings((state) => state.settings?.taskRules)
  const policy = useSettings((state) => state.settings?.policy)
  const localOnly = useSettings((state) => state.settings?.localOnly)
  const cloudModelId = useSettings((state) => state.settings?.cloudModelId)
  const offline = useSettings(selectOffline)
  const strategy = useSettings((state) => state.settings?.strategy)
  const wait = useSettings((state) => state.settings?.firstTokenSeconds)
  const epochs = useEpochs(selectEpochs)
  useEffect(() => {
    let gone = false
    const rest = setTimeout(() => {
      void client.call('context.preview', { conversationId, text }).then((found) => { if (!gone && found.ok) setPreview(found.value) })
    }, pauseMs)
    return () => { gone = true; clearTimeout(rest) }
  }, [client, conversationId, text, route, budget, leaf, running, models, rules, policy, localOnly, cloudModelId, offline, strategy, wait, epochs])
  return preview
}

/** Shows the same figures wherever else the window's room is drawn, for as long as the composer is there. */
export function useGaugeOf(preview: Preview | null, pasted: number): void {
  const { gauge } = useAppState()
  useEffect(() => { gauge.getState().show(preview, pasted) }, [gauge, preview, pasted])
}
