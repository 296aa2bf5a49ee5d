import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { Failure } from '../../shared/result.ts'
import { formatAmount } from '../state/formats.ts'
import { Button } from '../ui/Button.tsx'
import type { UsedPolicy } from './usePolicy.ts'

/** The lower edge of rules that are not saved, always in sight: why they cannot be saved or what they would have done, the way back, and the way on. */
export function PolicySaveBar({ used }: { used: UsedPolicy }) {
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const blocked = used.problems.length > 0
  const changed = used.dryRun?.rules.reduce((sum, one) => sum + one.changed, 0) ?? null
  const save = async () => {
    setSaving(true)
    setFailure(await used.save())
    setSaving(false)
  }
  return (
    <div role="group" aria-label="Rules that are not saved" className="sticky bottom-3 z-10 mt-3 rounded-medium border border-line bg-panel px-4 py-2.5 shadow-rest">
      <div role="status" className="mb-2 text-small">
        {used.problems.map((one) => <p key={one} className="flex items-start gap-2 text-warn"><TriangleAlert size={13} aria-hidden className="mt-0.5 shrink-0" />{one}</p>)}
        {failure !== null && <p className="text-bad">{failure.message} {failure.next}</p>}
        {!blocked && failure === null && (
          <p className="text-mute">Not saved yet.{changed !== null && !used.waiting && ` ${changed === 0 ? 'No turn of the last month would have gone elsewhere.' : `${formatAmount(changed, 'turn')} of the last month would have gone elsewhere.`}`}</p>
        )}
      </div>
      <div className="flex justify-end gap-2">
        <Button size="small" onClick={used.cancel}>Cancel</Button>
        <Button size="small" look="primary" disabled={blocked || used.waiting || saving} onClick={() => void save()}>{saving ? 'Saving…' : 'Save the rules'}</Button>
      </div>
    </div>
  )
}
