import { ChevronDown, Cloud, Monitor, Settings2, Sparkle } from 'lucide-react'
import { useMemo } from 'react'
import type { ModelInfo } from '../../shared/model.ts'
import { useAppState, useConversations, useModels, useSettings, useWindow } from '../state/AppStateContext.ts'
import { formatBytes } from '../state/formats.ts'
import { isUsable, selectModels } from '../state/modelStore.ts'
import { selectOffline } from '../state/settingsStore.ts'
import { selectOverlay } from '../state/windowStore.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { Menu, type MenuItem } from '../ui/Menu.tsx'

/** Who answers in this conversation: by the rules, always this computer, or one model. */
export function RoutePicker({ conversationId }: { conversationId: string | null }) {
  const { window, conversations } = useAppState()
  const models = useModels(selectModels)
  const offline = useSettings(selectOffline)
  const open = useWindow(selectOverlay) === 'models'
  const newRoute = useWindow((state) => state.newRoute)
  const route = useConversations((state) => state.items.find((one) => one.id === conversationId)?.route) ?? newRoute
  const items = useMemo(() => {
    const choose = (next: string) => {
      if (conversationId === null) window.getState().setNewRoute(next)
      else void conversations.getState().update({ conversationId, route: next })
    }
    return makeItems({ models, route, offline, choose, openSettings: () => window.getState().showPage('settings') })
  }, [models, route, offline, conversationId, conversations, window])
  const chosen = models.find((one) => one.id === route)
  const cloud = chosen?.place === 'cloud'
  const name = route === 'auto' ? 'Auto' : route === 'local' ? 'This computer' : chosen?.name ?? route
  return (
    <Menu
      align="end" open={open} onOpenChange={(next) => window.getState().setOverlay(next ? 'models' : null)} items={items}
      trigger={
        <button type="button" aria-label={`Who answers: ${name}`} className="inline-flex h-7.5 max-w-56 min-w-0 items-center gap-2 rounded-full border border-line bg-panel px-3 text-small transition-colors hover:border-line-strong">
          <span aria-hidden className={joinClasses('size-1.5 shrink-0 rounded-full', cloud ? 'bg-warn' : models.some(isUsable) ? 'bg-good' : 'bg-line-strong')} />
          <span className="truncate">{name}{cloud && ' · leaves this computer'}</span>
          <ChevronDown size={13} className="shrink-0 text-mute" />
        </button>
      }
    />
  )
}

type Choice = { models: ModelInfo[]; route: string; offline: boolean; choose: (route: string) => void; openSettings: () => void }

/** The rows of the picker: the two rules, the models of this computer, those outside it. */
export function makeItems({ models, route, offline, choose, openSettings }: Choice): MenuItem[] {
  const row = (model: ModelInfo): MenuItem => ({
    kind: 'item', label: model.name, checked: route === model.id, onSelect: () => choose(model.id),
    icon: model.place === 'cloud' ? <Cloud size={14} /> : <Monitor size={14} />,
    disabled: model.place === 'cloud' && offline,
    detail: model.place === 'cloud' ? offline ? 'Not while offline' : 'Leaves this computer'
      : model.needsBytes === null ? undefined : `Needs ${formatBytes(model.needsBytes)} of memory${model.fits === false ? ', more than is free' : ''}`,
  })
  const usable = models.filter(isUsable)
  const local = usable.filter((one) => one.place === 'local')
  const cloud = usable.filter((one) => one.place === 'cloud')
  return [
    { kind: 'item', label: 'Auto', detail: 'Follows your rules for each kind of task', icon: <Sparkle size={14} />, checked: route === 'auto', onSelect: () => choose('auto') },
    { kind: 'item', label: 'This computer', detail: 'Always local, whatever the rules say', icon: <Monitor size={14} />, checked: route === 'local', onSelect: () => choose('local') },
    ...local.length > 0 ? [{ kind: 'heading', label: 'On this computer' } as const, ...local.map(row)] : [],
    ...cloud.length > 0 ? [{ kind: 'heading', label: 'Outside this computer' } as const, ...cloud.map(row)] : [],
    { kind: 'line' },
    { kind: 'item', label: usable.length === 0 ? 'Add a model…' : 'Models and rules…', icon: <Settings2 size={14} />, onSelect: openSettings },
  ]
}
