import type { Memory } from '../../shared/memory.ts'
import { Button } from '../ui/Button.tsx'
import { useReadOnly } from './useReadOnly.ts'
import { fadesSoon, tellFading } from './view/fading.ts'

/** Says when a memory is about to fade, with the two ways to keep it: as used today, or for good. */
export function FadeNote({ memory, now, onKeep, onPin }: { memory: Memory; now: number; onKeep: () => void; onPin: () => void }) {
  const readOnly = useReadOnly()
  const fading = tellFading(memory, now)
  if (fading === null || !fadesSoon(memory, now)) return null
  return (
    <p className="mt-2.5 flex flex-wrap items-center gap-x-2 gap-y-1 rounded-medium bg-warn-soft px-3 py-1.5 text-small">
      <span className="mr-auto">{fading.charAt(0).toUpperCase() + fading.slice(1)}.</span>
      <Button size="small" disabled={readOnly} onClick={onKeep} title="As if it had been used today.">Keep</Button>
      <Button size="small" look="quiet" disabled={readOnly} onClick={onPin} title="It never fades, and goes along in every turn.">Pin</Button>
    </p>
  )
}
