import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Provider } from '../../shared/model.ts'
import { useAppState, useModels } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { cloudStart, localServerStart, type ProviderStart } from './providerKinds.ts'
import { ProviderForm } from './ProviderForm.tsx'
import { Section } from './Section.tsx'

const whereKeysAre = { 'keychain': 'Keys are kept in this computer’s keychain.', 'this-run-only': 'Keys are kept for this run only: started this way, Casement has no keychain to keep them in.' }

/** Servers that answer over the network or on loopback. */
export function ProvidersSection() {
  const providers = useModels((state) => state.providers)
  const kept = useModels((state) => state.loaded ? state.keysStored : null)
  const [editing, setEditing] = useState<{ provider: Provider | null; start: ProviderStart } | null>(null)
  return (
    <Section
      id="providers" title="Servers and cloud"
      hint={`Off until you add one. What goes there is shown before and after each message. ${kept === null ? '' : whereKeysAre[kept]}`}
    >
      {providers.length > 0 && <ul>{providers.map((one) => <ProviderRow key={one.id} provider={one} onEdit={() => setEditing({ provider: one, start: cloudStart })} />)}</ul>}
      {editing === null
        ? (
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => setEditing({ provider: null, start: cloudStart })}>Add a key…</Button>
            <Button onClick={() => setEditing({ provider: null, start: localServerStart })}>Add a local server…</Button>
          </div>
        )
        : <ProviderForm key={editing.provider?.id ?? editing.start.kind} {...editing} onDone={() => setEditing(null)} />}
    </Section>
  )
}

function ProviderRow({ provider, onEdit }: { provider: Provider; onEdit: () => void }) {
  const { client, models, toasts } = useAppState()
  const [asking, setAsking] = useState(false)
  const remove = async () => {
    setAsking(false)
    const gone = await client.call('providers.remove', { providerId: provider.id })
    if (!gone.ok) toasts.getState().notifyFailure(gone.error)
    await models.getState().load()
  }
  return (
    <li className="flex items-center gap-3 border-b border-line py-2.5 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="font-medium">{provider.name}</p>
        <p className="truncate text-small text-faint">
          {[provider.loopback ? 'on this computer' : 'leaves this computer', provider.keyTail === null ? 'no key' : `key …${provider.keyTail}`, provider.models.map((one) => one.id).join(', ')].join(' · ')}
        </p>
      </div>
      <Button size="small" onClick={onEdit}>Change</Button>
      <IconButton label={`Remove ${provider.name}`} onClick={() => setAsking(true)}><Trash2 size={14} /></IconButton>
      <Dialog
        open={asking} onClose={() => setAsking(false)} title={`Remove ${provider.name}?`} description="Its key is erased. Answers that it wrote stay."
        footer={<><Button onClick={() => setAsking(false)}>Keep it</Button><Button look="danger" onClick={() => void remove()}>Remove</Button></>}
      />
    </li>
  )
}
