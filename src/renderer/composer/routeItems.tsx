import { Cloud, Lock, Monitor, Settings2, Sparkle } from 'lucide-react'
import type { ModelInfo, Provider } from '../../shared/model.ts'
import { isUsable } from '../state/modelStore.ts'
import type { MenuItem } from '../ui/Menu.tsx'
import { PlaceMark } from './PlaceMark.tsx'
import { staysHere, tellModel } from './view/models.ts'

export type RouteWish = {
  models: readonly ModelInfo[]
  providers: readonly Provider[]
  route: string
  /** Why nothing may leave now; null while it may. */
  held: 'offline' | 'local only' | null
  /** The cloud model of the settings; null where there is none. */
  cloudModelId: string | null
  /** What the rules would do with the draft, one sentence. */
  autoSays: string
  choose: (route: string) => void
  openSettings: () => void
}

/** The rows of the picker: Auto, this computer and the cloud as three plain choices, then each model by its place. */
export function makeRouteItems(wish: RouteWish): MenuItem[] {
  const { models, providers, route, held, choose, openSettings } = wish
  const usable = models.filter(isUsable)
  const here = usable.filter((one) => staysHere(one, providers))
  const away = usable.filter((one) => !staysHere(one, providers))
  const barred = held === null ? '' : held === 'offline' ? 'Not while offline' : 'Not while local only is on'
  const row = (model: ModelInfo): MenuItem => {
    const stays = staysHere(model, providers)
    return {
      kind: 'item', label: model.name, checked: route === model.id, onSelect: () => choose(model.id), icon: stays ? <Monitor size={14} /> : <Cloud size={14} />,
      badge: <PlaceMark here={stays} />, disabled: !stays && held !== null, detail: !stays && held !== null ? barred : tellModel(model, providers),
    }
  }
  const lock: MenuItem[] = held !== 'local only' ? [] : [
    { kind: 'item', label: 'Local only is on', detail: 'Nothing you write leaves this computer. Change it in Settings…', icon: <Lock size={14} />, onSelect: openSettings },
    { kind: 'line' },
  ]
  return [
    ...lock,
    { kind: 'item', label: 'Auto', detail: wish.autoSays, icon: <Sparkle size={14} />, checked: route === 'auto', onSelect: () => choose('auto') },
    { kind: 'item', label: 'This computer', detail: here.length === 0 ? 'No model here yet: answers come from memory alone' : 'Always local, whatever the rules say', badge: <PlaceMark here />, icon: <Monitor size={14} />, checked: route === 'local', onSelect: () => choose('local') },
    theCloud(wish, away, barred),
    ...here.length > 0 ? [{ kind: 'heading', label: 'On this computer' } as const, ...here.map(row)] : [],
    ...away.length > 0 ? [{ kind: 'heading', label: 'Outside this computer' } as const, ...away.map(row)] : [],
    { kind: 'line' },
    { kind: 'item', label: usable.length === 0 ? 'Add a model…' : 'Models and rules…', icon: <Settings2 size={14} />, onSelect: openSettings },
  ]
}

function theCloud({ route, cloudModelId, choose, models }: RouteWish, away: readonly ModelInfo[], barred: string): MenuItem {
  const model = models.find((one) => one.id === cloudModelId) ?? away[0]
  const detail = barred !== '' ? barred : away.length === 0 ? 'No cloud server is set up yet' : `${model?.name ?? ''}, the cloud model of the settings`
  return { kind: 'item', label: 'The cloud', detail, badge: <PlaceMark here={false} />, icon: <Cloud size={14} />, checked: route === 'cloud', disabled: barred !== '' || away.length === 0, onSelect: () => choose('cloud') }
}
