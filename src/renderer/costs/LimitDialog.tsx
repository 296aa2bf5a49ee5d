import { useState } from 'react'
import type { LimitScope, SpendLimit } from '../../shared/spending.ts'
import type { Failure } from '../../shared/result.ts'
import { useConversations, useModels } from '../state/AppStateContext.ts'
import { selectModels } from '../state/modelStore.ts'
import { Button } from '../ui/Button.tsx'
import { Choices } from '../ui/Choices.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import { readLimit, targetOf, type LimitForm } from './view/limitForm.ts'

export type LimitDialogProps = { limit: SpendLimit | null; onClose: () => void; onSave: (limit: SpendLimit) => Promise<Failure | null> }

const kinds: readonly { value: LimitScope['kind']; label: string }[] = [
  { value: 'all', label: 'Everything that leaves' }, { value: 'provider', label: 'One cloud server' }, { value: 'model', label: 'One cloud model' }, { value: 'conversation', label: 'One conversation' },
]

/** What a limit counts, for how long, and how much it lets through. */
export function LimitDialog({ limit, onClose, onSave }: LimitDialogProps) {
  const models = useModels(selectModels)
  const providers = useModels((state) => state.providers)
  const conversations = useConversations((state) => state.items)
  const [form, setForm] = useState<LimitForm>(() => ({
    kind: limit?.scope.kind ?? 'all', target: limit === null ? '' : targetOf(limit.scope), period: limit?.period ?? 'month',
    usd: limit?.usd?.toString() ?? '', tokens: limit?.tokens?.toString() ?? '',
  }))
  const [id] = useState(() => limit?.id ?? `limit-${Date.now().toString(36)}`)
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const change = (part: Partial<LimitForm>) => setForm((before) => ({ ...before, ...part }))
  const offered = form.kind === 'provider' ? providers.filter((one) => !one.loopback).map((one) => ({ value: one.id, label: one.name }))
    : form.kind === 'model' ? models.filter((one) => one.place === 'cloud' && one.duty === 'chat').map((one) => ({ value: one.id, label: one.name }))
      : form.kind === 'conversation' ? conversations.filter((one) => !one.temporary).map((one) => ({ value: one.id, label: one.title || 'New conversation' })) : []
  // What a limit was set for may be gone by now; it is still named.
  const targets = form.target === '' || offered.some((one) => one.value === form.target) ? offered : [...offered, { value: form.target, label: `${form.target} (not here now)` }]
  const read = readLimit(form, id)
  const save = async () => {
    setTried(true)
    if (!read.ok) return
    const failed = await onSave(read.limit)
    setFailure(failed)
    if (failed === null) onClose()
  }
  return (
    <Dialog
      open onClose={onClose} title={limit === null ? 'New limit' : 'Change the limit'}
      description="It is looked at before every call, with the most that the call can cost. Over it nothing is sent, and this computer answers."
      footer={<><Button look="quiet" onClick={onClose}>Cancel</Button><Button look="primary" onClick={() => void save()}>{limit === null ? 'Add the limit' : 'Save'}</Button></>}
    >
      <form className="mt-3 grid gap-3.5" onSubmit={(event) => { event.preventDefault(); void save() }}>
        <Select label="What counts" value={form.kind} onChange={(kind) => change({ kind, target: '' })} options={kinds.map((one) => ({ ...one }))} />
        {form.kind !== 'all' && (
          targets.length === 0 ? <p className="text-small text-mute">{form.kind === 'conversation' ? 'There is no conversation yet.' : 'There is none to choose yet. Add a cloud server in Settings first.'}</p>
            : <Select label={{ provider: 'Cloud server', model: 'Cloud model', conversation: 'Conversation' }[form.kind]} value={form.target} onChange={(target) => change({ target })} options={targets} />
        )}
        <div><p className="mb-1 text-small font-medium">For how long</p><Choices label="For how long" value={form.period} onChange={(period) => change({ period })} options={[{ value: 'day', label: 'Each day' }, { value: 'month', label: 'Each month' }, { value: 'always', label: 'In all' }]} /></div>
        <div className="grid grid-cols-2 gap-3">
          <TextField label="US dollars" inputMode="decimal" placeholder="not limited" value={form.usd} onChange={(usd) => change({ usd })} error={tried && !read.ok && read.at === 'usd' ? read.why : null} />
          <TextField label="Tokens" inputMode="numeric" placeholder="not limited" value={form.tokens} onChange={(tokens) => change({ tokens })} error={tried && !read.ok && read.at === 'tokens' ? read.why : null} />
        </div>
        {tried && !read.ok && (read.at === 'both' || read.at === 'target') && <p role="alert" className="text-small text-bad">{read.why}</p>}
        {failure !== null && <FailureNotice failure={failure} />}
        {/* Enter in a field saves as the button does. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
