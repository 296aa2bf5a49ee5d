import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import type { UsedPlan } from './usePlan.ts'

/** The lower edge of a budget that is not saved: whom it would hold for, the way back, and the way on. */
export function SaveBar({ used, blocked, waiting }: { used: UsedPlan; blocked: boolean; waiting: boolean }) {
  const [saving, setSaving] = useState(false)
  const save = async () => {
    setSaving(true)
    await used.save()
    setSaving(false)
  }
  return (
    <div className="sticky bottom-0 -mx-4 -mb-3.5 mt-3 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-panel px-4 py-2.5">
      <p role="status" className="mr-auto text-small text-mute">{blocked ? 'It cannot be saved like this.' : 'Not saved yet.'}</p>
      <Button size="small" onClick={used.cancel}>Cancel</Button>
      <Button size="small" look="primary" disabled={blocked || waiting || saving} onClick={() => void save()}>{saving ? 'Saving…' : used.scope === 'all' ? 'Save for all' : 'Save for this one'}</Button>
    </div>
  )
}
