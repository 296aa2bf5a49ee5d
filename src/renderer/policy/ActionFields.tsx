import { useMemo } from 'react'
import type { RuleAction } from '../../shared/policy.ts'
import { useModels } from '../state/AppStateContext.ts'
import { isUsable, selectModels } from '../state/modelStore.ts'
import { Select } from '../ui/Select.tsx'
import { Switch } from '../ui/Switch.tsx'
import { TextField } from '../ui/TextField.tsx'
import { actionWords } from './view/words.ts'

/** No model has this id: it stands for the one of the settings. */
const ofSettings = 'of the settings'
const kinds = ['local', 'cloud', 'ask', 'refuse'] as const

/** Where a message goes that a rule catches. */
export function ActionFields({ then, onChange }: { then: RuleAction; onChange: (then: RuleAction) => void }) {
  const models = useModels(selectModels)
  const place = then.kind === 'local' ? 'local' : 'cloud'
  const modelId = then.kind === 'refuse' ? null : then.modelId
  const options = useMemo(() => {
    const usable = models.filter((one) => one.place === place && isUsable(one)).map((one) => ({ value: one.id, label: one.name }))
    const missing = modelId !== null && !usable.some((one) => one.value === modelId) ? [{ value: modelId, label: `${modelId} (not here now)` }] : []
    return [{ value: ofSettings, label: place === 'local' ? 'The one in use' : 'The one chosen for the cloud' }, ...usable, ...missing]
  }, [models, place, modelId])
  const change = (kind: RuleAction['kind']) => {
    const allowPersonal = then.kind === 'cloud' || then.kind === 'ask' ? then.allowPersonal : false
    const kept = then.kind !== 'refuse' && (kind === 'local') === (then.kind === 'local') ? then.modelId : null
    if (kind === 'refuse') onChange({ kind, sentence: '' })
    else onChange(kind === 'local' ? { kind, modelId: kept } : { kind, modelId: kept, allowPersonal })
  }
  return (
    <section aria-label="Then" className="grid gap-3">
      <div className="grid gap-3 grid-cols-2">
        <Select label="Then it is answered by" value={then.kind} onChange={change} options={kinds.map((value) => ({ value, label: actionWords[value].name, detail: actionWords[value].about }))} />
        {then.kind === 'refuse'
          ? <TextField label="What is said instead" maxLength={300} value={then.sentence} onChange={(sentence) => onChange({ ...then, sentence })} placeholder="Not after ten in the evening." />
          : <Select label="Model" value={then.modelId ?? ofSettings} onChange={(next) => onChange({ ...then, modelId: next === ofSettings ? null : next })} options={options} />}
      </div>
      {(then.kind === 'cloud' || then.kind === 'ask') && <Switch label="Personal notes may go along" description="Otherwise they are left out. What is marked local stays here either way." checked={then.allowPersonal} onChange={(allowPersonal) => onChange({ ...then, allowPersonal })} />}
    </section>
  )
}
