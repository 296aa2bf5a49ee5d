import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import type { UsedPlan } from './usePlan.ts'

/** The lower edge of a budget that is not saved, always in sight: what it would do or why it cannot be saved, the way back, and the way on. */
export function SaveBar({ used, problems, effect, waiting }: { used: UsedPlan; problems: readonly string[]; effect: string | null; waiting: boolean }) {
  const [saving, setSaving] = useState(false)
  const blocked = problems.length > 0
  const save = async () => {
    setSaving(true)
    await used.save()
    setSaving(false)
  }
  return (
    <div className="sticky bottom-0 -mx-4 -mb-3.5 mt-3 border-t border-line bg-panel px-4 py-2.5">
      <div role="status" className="mb-2 text-small">
        {problems.map((one) => <p key={one} className="flex items-start gap-2 text-warn"><TriangleAlert size={13} aria-hidden className="mt-0.5 shrink-0" />{one}</p>)}
        {!blocked && <p className="text-mute">Not saved yet. {effect}</p>}
      </div>
      <div className="flex justify-end gap-2">
        <Button size="small" onClick={used.cancel}>Cancel</Button>
        <Button size="small" look="primary" disabled={blocked || waiting || saving} onClick={() => void save()}>{saving ? 'Saving…' : used.scope === 'all' ? 'Save for all conversations' : 'Save for this conversation'}</Button>
      </div>
    </div>
  )
}
