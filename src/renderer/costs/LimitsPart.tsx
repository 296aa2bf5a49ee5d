import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Failure } from '../../shared/result.ts'
import type { SpendAlert, LimitState, SpendLimit } from '../../shared/spending.ts'
import { Section } from '../inspector/Section.tsx'
import { useReadOnly } from '../memories/useReadOnly.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { formatMoment } from '../state/formats.ts'
import { Button } from '../ui/Button.tsx'
import { LimitCard } from './LimitCard.tsx'
import { LimitDialog } from './LimitDialog.tsx'

const shownAlerts = 5

/** The limits with how far each is used; they are added, changed and removed here. */
export function LimitsPart({ limits, alerts, onChanged }: { limits: readonly LimitState[]; alerts: readonly SpendAlert[]; onChanged: () => void }) {
  const { client, toasts } = useAppState()
  const readOnly = useReadOnly()
  const [edited, setEdited] = useState<SpendLimit | 'new' | null>(null)
  const all = limits.map((one) => one.limit)
  const set = async (next: SpendLimit[]): Promise<Failure | null> => {
    const done = await client.call('spending.setLimits', { limits: next })
    if (done.ok) onChanged()
    return done.ok ? null : done.error
  }
  const remove = async (limit: SpendLimit) => {
    const failed = await set(all.filter((one) => one.id !== limit.id))
    if (failed !== null) toasts.getState().notifyFailure(failed)
    else toasts.getState().notify({ message: 'The limit was removed.', action: { label: 'Undo', run: () => void set(all) } })
  }
  return (
    <Section title="Limits" aside={readOnly ? undefined : <Button size="small" icon={<Plus size={13} />} onClick={() => setEdited('new')}>Add a limit…</Button>}>
      {limits.length === 0
        ? <p className="mt-2 text-snug text-mute">No limit is set. With one, nothing is sent once it is reached, and this computer answers.</p>
        : <ul className="mt-2 grid grid-cols-[repeat(auto-fill,minmax(min(100%,290px),1fr))] gap-3">{limits.map((state) => <LimitCard key={state.limit.id} state={state} onEdit={readOnly ? null : () => setEdited(state.limit)} onRemove={readOnly ? null : () => void remove(state.limit)} />)}</ul>}
      {alerts.length > 0 && (
        <ul aria-label="What was said about limits" className="mt-3 grid gap-1 text-small text-mute">
          {alerts.toSorted((one, other) => other.at - one.at).slice(0, shownAlerts).map((one) => <li key={one.id} className="flex flex-wrap gap-x-3"><span className="text-faint">{formatMoment(one.at)}</span><span className="min-w-0 [overflow-wrap:anywhere]">{one.sentence}</span></li>)}
        </ul>
      )}
      {edited !== null && (
        <LimitDialog
          limit={edited === 'new' ? null : edited} onClose={() => setEdited(null)}
          onSave={(limit) => set(all.some((one) => one.id === limit.id) ? all.map((one) => one.id === limit.id ? limit : one) : [...all, limit])}
        />
      )}
    </Section>
  )
}
