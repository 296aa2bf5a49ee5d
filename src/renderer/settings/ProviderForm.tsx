import { useState } from 'react'
import type { Input } from '../../shared/contract.ts'
import type { Provider } from '../../shared/model.ts'
import type { Failure } from '../../shared/result.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import { providerKinds, readModels, writeModels, type ProviderStart } from './providerKinds.ts'

/** Adds or changes a server that answers. A key is sent to the engine once and never comes back. */
export function ProviderForm({ provider, start, onDone }: { provider: Provider | null; start: ProviderStart; onDone: () => void }) {
  const { client, models } = useAppState()
  const [kind, setKind] = useState(provider?.kind ?? start.kind)
  const [name, setName] = useState(provider?.name ?? start.name)
  const [baseUrl, setBaseUrl] = useState(provider?.baseUrl ?? start.baseUrl)
  const [key, setKey] = useState('')
  const [modelText, setModelText] = useState(provider === null ? '' : writeModels(provider.models))
  const [failure, setFailure] = useState<Failure | null>(null)
  const [saving, setSaving] = useState(false)
  const read = readModels(modelText, provider?.models ?? [])
  const ready = name.trim() !== '' && read.length > 0 && (kind !== 'openai-compatible' || baseUrl.trim() !== '')
  const save = async () => {
    if (!ready) return
    setSaving(true)
    const input: Input<'providers.save'> = {
      id: provider?.id ?? `${kind}-${crypto.randomUUID().slice(0, 8)}`, name: name.trim(), kind, baseUrl: baseUrl.trim() === '' ? null : baseUrl.trim(),
      models: read, enabled: true, key: key === '' ? null : key,
    }
    const saved = await client.call('providers.save', input)
    setSaving(false)
    if (!saved.ok) { setFailure(saved.error); return }
    setKey('')
    await models.getState().load()
    onDone()
  }
  return (
    <form className="flex flex-col gap-3 rounded-medium border border-line bg-panel p-4" onSubmit={(event) => { event.preventDefault(); void save() }}>
      <div className="grid grid-cols-2 gap-3">
        <Select label="Kind" value={kind} onChange={setKind} options={providerKinds} />
        <TextField label="Name" value={name} onChange={setName} maxLength={80} />
      </div>
      <TextField
        label={kind === 'openai-compatible' ? 'Address' : 'Address (leave empty for the usual one)'} value={baseUrl} onChange={setBaseUrl} placeholder="http://127.0.0.1:11434/v1" inputMode="url"
        hint={/^https?:\/\/(127\.|localhost|\[::1\])/.test(baseUrl) ? 'On this computer: nothing leaves it.' : undefined}
      />
      <TextField
        label="Key" type="password" autoComplete="off" value={key} onChange={setKey} placeholder={provider !== null && provider.keyTail !== null ? `Kept: …${provider.keyTail}. Write a new one to replace it` : 'Not needed for most local servers'}
      />
      <TextField label="Models" value={modelText} onChange={setModelText} placeholder="name, or name:window" hint="Names as the server knows them, with commas between. A window in tokens may follow a colon at the end; 8192 is taken where none is given." />
      {failure !== null && <FailureNotice failure={failure} />}
      <div className="flex justify-end gap-2">
        <Button size="small" look="quiet" onClick={onDone}>Cancel</Button>
        <Button size="small" look="primary" type="submit" disabled={!ready || saving}>{saving ? 'Saving…' : 'Save'}</Button>
      </div>
    </form>
  )
}
