import { useState } from 'react'
import type { Failure } from '../../shared/result.ts'
import type { StrategyValues } from '../../shared/strategy.ts'
import { usePresets } from '../budget/usePlan.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { TextField } from '../ui/TextField.tsx'
import { ValuesForm } from './ValuesForm.tsx'

export type Edited = { strategyId: string | null; name: string; values: StrategyValues }

/** A strategy to edit: its name and all its values. A built-in one is edited as a copy. */
export function StrategyDialog({ edited, title, onSave, onClose }: { edited: Edited; title: string; onSave: (edited: Edited) => Promise<Failure | null>; onClose: () => void }) {
  const { presets, failure: unread } = usePresets()
  const [name, setName] = useState(edited.name)
  const [values, setValues] = useState(edited.values)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [saving, setSaving] = useState(false)
  const save = async () => {
    if (name.trim() === '') return
    setSaving(true)
    const failed = await onSave({ ...edited, name: name.trim(), values })
    setSaving(false)
    if (failed === null) onClose()
    else setFailure(failed)
  }
  return (
    <Dialog
      open onClose={onClose} size="wide" title={title}
      footer={<><Button onClick={onClose}>Cancel</Button><Button look="primary" disabled={saving || name.trim() === ''} onClick={() => void save()}>{saving ? 'Saving…' : 'Save'}</Button></>}
    >
      <div className="grid gap-5 pt-1">
        <TextField label="Name" maxLength={80} value={name} onChange={(next) => { setName(next); setFailure(null) }} error={name.trim() === '' ? 'A strategy needs a name.' : null} />
        {(failure ?? unread) !== null && <FailureNotice failure={(failure ?? unread)!} />}
        {presets === null ? unread === null && <Skeleton lines={6} label="The presets are being read" /> : <ValuesForm values={values} presets={presets} onChange={setValues} />}
      </div>
    </Dialog>
  )
}
