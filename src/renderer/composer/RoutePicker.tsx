import { ChevronDown, Cloud, Lock, Monitor, Sparkle } from 'lucide-react'
import { useMemo } from 'react'
import { useAppState, useConversations, useGauge, useModels, useSettings, useWindow } from '../state/AppStateContext.ts'
import { isUsable, selectModels } from '../state/modelStore.ts'
import { selectSettings } from '../state/settingsStore.ts'
import { selectOverlay } from '../state/windowStore.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { Menu } from '../ui/Menu.tsx'
import { makeRouteItems } from './routeItems.tsx'
import { staysHere } from './view/models.ts'

/** Who answers in this conversation: by the rules, always this computer, the cloud, or one model. */
export function RoutePicker({ conversationId }: { conversationId: string | null }) {
  const { window, conversations } = useAppState()
  const models = useModels(selectModels)
  const providers = useModels((state) => state.providers)
  const settings = useSettings(selectSettings)
  const preview = useGauge((state) => state.preview)
  const open = useWindow(selectOverlay) === 'models'
  const newRoute = useWindow((state) => state.newRoute)
  const route = useConversations((state) => state.items.find((one) => one.id === conversationId)?.route) ?? newRoute
  const held = settings?.localOnly === true ? 'local only' : settings?.offline === true ? 'offline' : null
  const cloudModelId = settings?.cloudModelId ?? null
  const autoSays = route === 'auto' && preview !== null ? sayAuto(preview) : 'Follows your rules for each message'
  const items = useMemo(() => makeRouteItems({
    models, providers, route, held, cloudModelId, autoSays,
    choose: (next) => {
      if (conversationId === null) window.getState().setNewRoute(next)
      else void conversations.getState().update({ conversationId, route: next })
    },
    openSettings: () => window.getState().showPage('settings'),
  }), [models, providers, route, held, cloudModelId, autoSays, conversationId, conversations, window])
  const chosen = models.find((one) => one.id === route)
  const leaves = held === null && (route === 'cloud' || (chosen !== undefined && !staysHere(chosen, providers)))
  const name = route === 'auto' ? 'Auto' : route === 'local' ? 'This computer' : route === 'cloud' ? 'The cloud' : chosen?.name ?? route
  const Icon = held === 'local only' ? Lock : route === 'auto' ? Sparkle : leaves ? Cloud : Monitor
  return (
    <Menu
      align="start" side="top" open={open} onOpenChange={(next) => window.getState().setOverlay(next ? 'models' : null)} items={items}
      trigger={
        <button
          type="button" aria-label={`Who answers: ${name}${held === 'local only' ? ', local only' : ''}`}
          className="inline-flex h-7 max-w-72 min-w-0 items-center gap-1.5 rounded-medium px-2 text-small text-mute transition-colors hover:bg-hover hover:text-text data-[popup-open]:bg-hover data-[popup-open]:text-text"
        >
          <Icon size={13} aria-hidden className={joinClasses('shrink-0', leaves ? 'text-warn' : models.some(isUsable) ? 'text-good' : 'text-faint')} />
          <span className="truncate">{name}{leaves && <span className="text-warn"> · leaves this computer</span>}</span>
          <ChevronDown size={13} aria-hidden className="shrink-0" />
        </button>
      }
    />
  )
}

/** What the rules would do with the words as they stand: "Now: Qwen3 4B. Stays on this computer." */
function sayAuto({ model, reason, destination }: { model: string; reason: string; destination: string }): string {
  const why = reason.trim().replace(/\.$/, '')
  return destination === 'none' || model === '' ? `Follows your rules. Now: ${why}.` : `Follows your rules. Now: ${model}. ${why}.`
}
