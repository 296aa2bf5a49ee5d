import { useState, type KeyboardEvent } from 'react'
import type { Memory } from '../../shared/memory.ts'
import { Button } from '../ui/Button.tsx'
import { useMemoryChanges } from './useMemoryChanges.ts'

const longest = 4000

/** A memory's text to edit in place. Ctrl+Enter saves, Esc leaves it as it was. */
export function MemoryEditor({ memory, onDone }: { memory: Pick<Memory, 'id' | 'text'>; onDone: () => void }) {
  const { update } = useMemoryChanges()
  const [text, setText] = useState(memory.text)
  const wrong = text.trim() === '' ? 'A memory needs some text. To remove it, forget it.' : null
  const save = async () => {
    if (wrong !== null) return
    if (text.trim() === memory.text || await update({ memoryId: memory.id, text: text.trim() })) onDone()
  }
  const onKey = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Escape') { event.preventDefault(); onDone() }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); void save() }
  }
  return (
    <div className="mt-1">
      <textarea
        autoFocus dir="auto" aria-label="Text of the memory" rows={3} maxLength={longest} value={text} onChange={(event) => setText(event.target.value)} onKeyDown={onKey} aria-invalid={wrong === null ? undefined : true}
        className="w-full resize-y rounded-medium border border-line-strong bg-panel px-2.5 py-1.5 text-snug focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0"
      />
      {wrong !== null && <p className="text-small text-bad">{wrong}</p>}
      <div className="mt-1 flex gap-1.5"><Button size="small" look="primary" disabled={wrong !== null} onClick={() => void save()}>Save</Button><Button size="small" look="quiet" onClick={onDone}>Cancel</Button></div>
    </div>
  )
}
