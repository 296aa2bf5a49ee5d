import { Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Provider } from '../../shared/model.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { Switch } from '../ui/Switch.tsx'
import { PlaceBadge } from './PlaceBadge.tsx'
import { ProviderTestPart } from './ProviderTestPart.tsx'
import { useProviderTest } from './useProviderTest.ts'

/** One provider: where it stands, its key by its end, its models, and what can be done with it. */
export function ProviderRow({ provider, onEdit }: { provider: Provider; onEdit: () => void }) {
  const { client, models, toasts } = useAppState()
  const [asking, setAsking] = useState(false)
  const [testing, setTesting] = useState(false)
  const used = useProviderTest(provider)
  const test = () => {
    const first = provider.models[0]
    setTesting(!testing)
    if (!testing && first !== undefined) void used.run(first.id)
  }
  const remove = async () => {
    setAsking(false)
    const gone = await client.call('providers.remove', { providerId: provider.id })
    if (!gone.ok) toasts.getState().notifyFailure(gone.error)
    await models.getState().load()
  }
  const enable = async (enabled: boolean) => {
    const { keyTail: _tail, loopback: _place, ...rest } = provider
    const saved = await client.call('providers.save', { ...rest, enabled, key: null })
    if (!saved.ok) toasts.getState().notifyFailure(saved.error)
    await models.getState().load()
  }
  const key = provider.keyTail !== null ? `key …${provider.keyTail}` : 'no key'
  return (
    <li className="border-b border-line py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className={joinClasses('min-w-48 flex-1', !provider.enabled && 'text-mute')}>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5"><span dir="auto" className="font-medium [overflow-wrap:anywhere]">{provider.name}</span><PlaceBadge loopback={provider.loopback} /></p>
          <p className="text-small text-faint [overflow-wrap:anywhere]">{[...provider.enabled ? [] : ['switched off'], key, provider.models.map((one) => one.id).join(', ')].join(' · ')}</p>
        </div>
        <div className="flex items-center gap-1.5">
          <Button size="small" aria-expanded={testing} aria-label={`Test ${provider.name}`} disabled={!provider.enabled || provider.models.length === 0} title={!provider.enabled ? 'Switch it on first.' : provider.models.length === 0 ? 'Name a model under Change first.' : undefined} onClick={test}>Test</Button>
          <IconButton label={`Change ${provider.name}`} onClick={onEdit}><Pencil size={14} /></IconButton>
          <IconButton label={`Remove ${provider.name}`} onClick={() => setAsking(true)}><Trash2 size={14} /></IconButton>
          <span className="ml-1.5 -mt-0.5 inline-flex"><Switch label={`Use ${provider.name}`} labelHidden checked={provider.enabled} onChange={(enabled) => void enable(enabled)} /></span>
        </div>
      </div>
      {testing && provider.enabled && <ProviderTestPart provider={provider} used={used} onClose={() => setTesting(false)} />}
      <Dialog
        open={asking} onClose={() => setAsking(false)} title={`Remove ${provider.name}?`} description="Its key is erased. Answers that it wrote stay."
        footer={<><Button onClick={() => setAsking(false)}>Keep it</Button><Button look="danger" onClick={() => void remove()}>Remove</Button></>}
      />
    </li>
  )
}
