import { Wallet } from 'lucide-react'
import { useAppState, useConversations, useLimits, useModels, useSettings, useWindow } from '../state/AppStateContext.ts'
import { formatMoment } from '../state/formats.ts'
import { selectModels } from '../state/modelStore.ts'
import { selectSettings } from '../state/settingsStore.ts'
import { Button } from '../ui/Button.tsx'
import type { Preview } from './usePreview.ts'
import { findReached } from './view/limits.ts'

/** One line when a limit stands in the way of where the next message would go, with the ways on. */
export function LimitNote({ conversationId, preview }: { conversationId: string | null; preview: Preview | null }) {
  const { window, conversations } = useAppState()
  const limits = useLimits((state) => state.limits)
  const reached = useLimits((state) => state.reached)
  const models = useModels(selectModels)
  const settings = useSettings(selectSettings)
  const newRoute = useWindow((state) => state.newRoute)
  const route = useConversations((state) => state.items.find((one) => one.id === conversationId)?.route) ?? newRoute
  const limit = preview?.destination === 'cloud' ? findReached(limits, reached, { route, conversationId, models, cloudModelId: settings?.cloudModelId ?? null }) : null
  if (limit === null) return null
  const stay = () => {
    if (conversationId === null) window.getState().setNewRoute('local')
    else void conversations.getState().update({ conversationId, route: 'local' })
  }
  return (
    <div role="status" className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-medium bg-warn-soft px-3 py-1.5 text-small">
      <Wallet size={14} aria-hidden className="shrink-0 text-warn" />
      <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">The budget {limit.name.charAt(0).toLowerCase() + limit.name.slice(1)} is reached{limit.resetsAt === null ? '' : `, until ${formatMoment(limit.resetsAt)}`}.</span>
      <span className="flex gap-2">
        <Button size="small" onClick={stay}>Answer on this computer</Button>
        <Button size="small" look="quiet" onClick={() => window.getState().showPage('costs')}>See costs</Button>
      </span>
    </div>
  )
}
