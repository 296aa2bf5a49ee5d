import { useEffect, useState } from 'react'
import type { Input } from '../../shared/contract.ts'
import type { Provider } from '../../shared/model.ts'
import type { Failure } from '../../shared/result.ts'
import { useAppState, useModels } from '../state/AppStateContext.ts'
import { useReply } from '../state/useReply.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { isSomethingFloating } from '../ui/isFloating.ts'
import { FailureNotice } from '../ui/Notice.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import { PlaceBadge } from './PlaceBadge.tsx'
import { ProviderModels } from './ProviderModels.tsx'
import { addModels, findPriced, hostOf, isLoopback, nameOfKind, providerKinds, readModels, type ProviderModel, type ProviderStart } from './providerKinds.ts'

const input = {}

/** Adds or changes a server that answers. A key is sent to the engine once and never comes back. */
export function ProviderForm({ provider, start, onDone }: { provider: Provider | null; start: ProviderStart; onDone: () => void }) {
  const { client, models: store } = useAppState()
  const locked = useModels((state) => state.keysLocked)
  const { value: prices } = useReply('providers.prices', input)
  const [kind, setKind] = useState(provider?.kind ?? start.kind)
  const [name, setName] = useState(provider?.name ?? start.name)
  const [baseUrl, setBaseUrl] = useState(provider?.baseUrl ?? start.baseUrl)
  const [key, setKey] = useState('')
  const [chosen, setChosen] = useState<ProviderModel[]>(provider?.models ?? [])
  const [names, setNames] = useState('')
  const [failed, setFailed] = useState<{ draft: string; failure: Failure } | null>(null)
  const [asking, setAsking] = useState(false)
  const [saving, setSaving] = useState(false)
  const models = addModels(chosen, readModels(names, (id) => findPriced(prices, kind, id)))
  const ready = name.trim() !== '' && models.length > 0 && (kind !== 'openai-compatible' || baseUrl.trim() !== '')
  const draft = JSON.stringify([kind, name, baseUrl, key, chosen, names])
  const [begun] = useState(draft)
  // What was said of another draft is no longer true of this one.
  const failure = failed?.draft === draft ? failed.failure : null
  const leave = draft === begun ? onDone : () => setAsking(true)
  useEscape(leave)
  const host = hostOf(kind, baseUrl, prices)
  const changeKind = (next: Provider['kind']) => {
    if (name === nameOfKind(kind) || name === start.name) setName(nameOfKind(next))
    // Another maker has other models and another address.
    if (provider === null) { setChosen([]); setBaseUrl(next === 'openai-compatible' ? start.baseUrl : '') }
    setKind(next)
  }
  const save = async () => {
    if (!ready) return
    setSaving(true)
    const wanted: Input<'providers.save'> = {
      id: provider?.id ?? `${kind}-${crypto.randomUUID().slice(0, 8)}`, name: name.trim(), kind, baseUrl: baseUrl.trim() === '' ? null : baseUrl.trim(),
      models, enabled: provider?.enabled ?? true, key: key === '' ? null : key,
    }
    const saved = await client.call('providers.save', wanted)
    setSaving(false)
    if (!saved.ok) { setFailed({ draft, failure: saved.error }); return }
    setKey('')
    await store.getState().load()
    onDone()
  }
  return (
    <form aria-label={provider === null ? 'A new server' : `Change ${provider.name}`} className="flex flex-col gap-3 rounded-medium border border-line bg-panel p-4" onSubmit={(event) => { event.preventDefault(); void save() }}>
      <div className="grid gap-3 grid-cols-2">
        <Select label="Kind" value={kind} onChange={changeKind} options={providerKinds} />
        <TextField label="Name" value={name} onChange={setName} maxLength={80} />
      </div>
      <TextField
        label={kind === 'openai-compatible' ? 'Address' : 'Address (leave empty for the usual one)'} value={baseUrl} onChange={setBaseUrl} inputMode="url"
        placeholder={prices?.addresses[kind] ?? 'http://127.0.0.1:11434/v1'}
      />
      {host !== null && <p className="-mt-1.5 flex flex-wrap items-center gap-2 text-small text-mute">Messages go to {host} <PlaceBadge loopback={isLoopback(baseUrl)} /></p>}
      <TextField
        label="Key" type="password" autoComplete="off" value={key} onChange={setKey} hint={locked ? 'The kept keys are locked. Unlock them first, or this key is refused.' : undefined}
        placeholder={provider !== null && provider.keyTail !== null ? `Kept: …${provider.keyTail}. Write a new one to replace it` : kind === 'openai-compatible' ? 'Not needed for most local servers' : 'Shown by the provider once, when you make it there'}
      />
      <ProviderModels kind={kind} free={isLoopback(baseUrl)} models={chosen} onChange={setChosen} prices={prices} names={names} onNames={setNames} />
      {failure !== null && <FailureNotice failure={failure} />}
      <div className="flex justify-end gap-2">
        <Button size="small" look="quiet" onClick={onDone}>Cancel</Button>
        <Button size="small" look="primary" type="submit" disabled={!ready || saving} title={ready ? undefined : models.length === 0 ? 'Name at least one model first.' : 'A name and an address are needed.'}>{saving ? 'Saving…' : 'Save'}</Button>
      </div>
      <Dialog
        open={asking} onClose={() => setAsking(false)} title="Leave without saving?" description="What was typed here, with the key, is not kept."
        footer={<><Button onClick={() => setAsking(false)}>Go on typing</Button><Button look="danger" onClick={onDone}>Leave</Button></>}
      />
    </form>
  )
}

/** Esc is for this form as long as it is open, wherever the focus is: the page behind it stays. What floats takes it first. */
function useEscape(leave: () => void): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.shiftKey || event.defaultPrevented || isSomethingFloating()) return
      event.preventDefault()
      leave()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [leave])
}
