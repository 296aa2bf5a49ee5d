import { HeartPulse } from 'lucide-react'
import { useMemo } from 'react'
import { useAppState, useConversations, useModels, useSettings, useWindow } from '../state/AppStateContext.ts'
import { selectModels } from '../state/modelStore.ts'
import { selectSettings } from '../state/settingsStore.ts'
import { selectConversationId, selectPage } from '../state/windowStore.ts'
import { Button } from '../ui/Button.tsx'
import { useHealth } from './useHealth.ts'
import { findResting, listProvidersInUse } from './view/inUse.ts'
import { formatClock } from './view/words.ts'

/** One quiet line over a conversation, only while what would answer in it rests. */
export function RestingLine() {
  const { window } = useAppState()
  const { health, retry } = useHealth()
  const page = useWindow(selectPage)
  const conversationId = useWindow(selectConversationId)
  const newRoute = useWindow((state) => state.newRoute)
  const route = useConversations((state) => state.items.find((one) => one.id === conversationId)?.route) ?? newRoute
  const settings = useSettings(selectSettings)
  const models = useModels(selectModels)
  const inUse = useMemo(() => settings === null ? [] : listProvidersInUse({ route, settings, models }), [route, settings, models])
  const resting = health === null ? null : findResting(health.items, inUse, health.now)
  if (page !== 'chat' || health === null || settings === null || resting === null) return null
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-line bg-side px-5 py-1.5 text-small text-mute">
      <HeartPulse size={15} aria-hidden className="shrink-0 text-warn" />
      <span className="min-w-40 flex-1">
        {resting.name} does not answer{resting.retryAt !== null && ` and rests until ${formatClock(resting.retryAt, health.now)}`}. {settings.fallbackToLocal ? 'Until then this computer answers where it can.' : 'Until then another model can be chosen.'}
      </span>
      <span className="flex gap-1.5">
        <Button size="small" look="quiet" onClick={() => window.getState().openSettings('health')}>Why?</Button>
        <Button size="small" onClick={() => void retry(resting)}>Try now</Button>
      </span>
    </div>
  )
}
