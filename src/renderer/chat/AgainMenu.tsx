import { RefreshCw } from 'lucide-react'
import { useMemo } from 'react'
import { PlaceMark } from '../composer/PlaceMark.tsx'
import { staysHere, tellPrice } from '../composer/view/models.ts'
import { useModels, useSettings } from '../state/AppStateContext.ts'
import { isUsable, selectModels } from '../state/modelStore.ts'
import { selectSettings } from '../state/settingsStore.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, type MenuItem } from '../ui/Menu.tsx'

/** Writes an answer again beside the one that is there, by the same model or another. */
export function AgainMenu({ busy, onAgain }: { busy: boolean; onAgain: (modelId?: string) => void }) {
  const models = useModels(selectModels)
  const providers = useModels((state) => state.providers)
  const settings = useSettings(selectSettings)
  const held = settings?.localOnly === true ? 'Not while local only is on' : settings?.offline === true ? 'Not while offline' : null
  const items = useMemo<MenuItem[]>(() => {
    const usable = models.filter(isUsable)
    const row = (model: (typeof usable)[number]): MenuItem => {
      const here = staysHere(model, providers)
      return {
        kind: 'item', label: model.name, badge: <PlaceMark here={here} />, disabled: !here && held !== null, onSelect: () => onAgain(model.id),
        detail: !here && held !== null ? held : model.place === 'local' ? 'costs nothing' : tellPrice(model.price),
      }
    }
    return [
      { kind: 'item', label: 'Same model', keys: 'Ctrl+Shift+R', onSelect: () => onAgain() },
      ...usable.length > 0 ? [{ kind: 'line' } as const, { kind: 'heading', label: 'Answer again with' } as const, ...usable.map(row)] : [],
    ]
  }, [models, providers, held, onAgain])
  return <Menu trigger={<IconButton label="Write the answer again" disabled={busy}><RefreshCw size={14} /></IconButton>} items={busy ? [{ kind: 'heading', label: 'Wait until the answer is written, or stop it.' }] : items} />
}
