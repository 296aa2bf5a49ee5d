import { useState } from 'react'
import type { Memory } from '../../shared/memory.ts'
import { Section } from '../inspector/Section.tsx'
import { formatDay } from '../state/formats.ts'
import { Button } from '../ui/Button.tsx'
import { useMemoryChanges } from './useMemoryChanges.ts'
import { useReadOnly } from './useReadOnly.ts'

/** What waits for a person's word on one memory, with what it may contradict beside it, and the three answers. */
export function ConflictNote({ memory, conflict }: { memory: Memory; conflict: Memory | null }) {
  const { decideHere } = useMemoryChanges()
  const readOnly = useReadOnly()
  const [busy, setBusy] = useState(false)
  const answer = async (decision: 'accept' | 'both' | 'reject') => {
    setBusy(true)
    await decideHere(memory.id, decision)
    setBusy(false)
  }
  const isOff = readOnly || busy
  return (
    <Section title={conflict === null ? 'Waits for your word' : 'May contradict what is known'} aside="not recalled until then">
      {conflict !== null && (
        <dl className="mt-2 grid grid-cols-2 gap-3 text-small">
          <div><dt className="text-mute">New, {formatDay(memory.learnedAt)}</dt><dd dir="auto" className="[overflow-wrap:anywhere]">{memory.text}</dd></div>
          <div><dt className="text-mute">Known, {formatDay(conflict.learnedAt)}</dt><dd dir="auto" className="[overflow-wrap:anywhere]">{conflict.text}</dd></div>
        </dl>
      )}
      <div className="mt-2 flex flex-wrap gap-1.5">
        <Button size="small" look="primary" disabled={isOff} onClick={() => void answer('accept')}>{conflict === null ? 'Keep it' : 'Replace the known one'}</Button>
        {conflict !== null && <Button size="small" disabled={isOff} onClick={() => void answer('both')}>Keep both</Button>}
        <Button size="small" disabled={isOff} onClick={() => void answer('reject')}>Reject</Button>
      </div>
    </Section>
  )
}
