import { useState } from 'react'
import type { Provider } from '../../shared/model.ts'
import { useModels } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'
import { DiscoverPart } from './DiscoverPart.tsx'
import { KeysPart } from './KeysPart.tsx'
import { cloudStart, localServerStart, type ProviderStart } from './providerKinds.ts'
import { ProviderForm } from './ProviderForm.tsx'
import { ProviderRow } from './ProviderRow.tsx'
import { Section } from './Section.tsx'

/** Servers that answer over the network or on loopback, and where their keys rest. */
export function ProvidersSection() {
  const providers = useModels((state) => state.providers)
  const [editing, setEditing] = useState<{ provider: Provider | null; start: ProviderStart } | null>(null)
  const changed = editing?.provider ?? null
  const close = () => setEditing(null)
  return (
    <Section id="providers" title="Servers and cloud" hint="Off until you add one. What goes there is shown before and after each message.">
      <KeysPart />
      {providers.length > 0 && (
        <ul className="border-t border-line">
          {providers.map((one) => changed?.id === one.id
            ? <li key={one.id} className="border-b border-line py-3"><ProviderForm provider={one} start={cloudStart} onDone={close} /></li>
            : <ProviderRow key={one.id} provider={one} onEdit={() => setEditing({ provider: one, start: cloudStart })} />)}
        </ul>
      )}
      {editing !== null && changed === null && <ProviderForm key={editing.start.kind} {...editing} onDone={close} />}
      {(editing === null || changed !== null) && (
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => setEditing({ provider: null, start: cloudStart })}>Add a key…</Button>
          <Button onClick={() => setEditing({ provider: null, start: localServerStart })}>Add a local server…</Button>
        </div>
      )}
      <DiscoverPart />
    </Section>
  )
}
