import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { Memory } from '../../shared/memory.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { TextArea } from '../ui/TextField.tsx'
import { useMemoryChanges } from './useMemoryChanges.ts'
import { proposeParts } from './view/joining.ts'

const most = 10

/** Several memories in the place of one that says several things. Open for as long as it is mounted. */
export function SplitDialog({ memory, onClose, onSplit }: { memory: Pick<Memory, 'id' | 'text'>; onClose: () => void; onSplit: (memoryId: string) => void }) {
  const { split } = useMemoryChanges()
  const [parts, setParts] = useState(() => proposeParts(memory.text))
  const filled = parts.map((part) => part.trim()).filter((part) => part !== '')
  const isSame = new Set(filled).size < 2
  const save = async () => {
    const made = await split(memory.id, filled)
    if (made !== null) { onClose(); onSplit(made.memories[0]!.id) }
  }
  return (
    <Dialog
      open onClose={onClose} size="wide" title="Split this memory"
      description="Each part becomes a memory with the same source. The whole one stays as replaced, with its history."
      footer={<><Button onClick={onClose}>Cancel</Button><Button look="primary" disabled={isSame} title={isSame ? 'Write at least two different parts.' : undefined} onClick={() => void save()}>Split into {Math.max(2, filled.length)}</Button></>}
    >
      <blockquote dir="auto" className="mt-3 max-h-32 overflow-y-auto border-l-2 border-line-strong pl-3 whitespace-pre-wrap [overflow-wrap:anywhere] text-mute">{memory.text}</blockquote>
      {isSame && <p className="mt-3 text-small text-mute">Shorten each part to what it says by itself.</p>}
      <div className="mt-3 grid gap-2">
        {parts.map((part, at) => (
          <div key={at} className="flex items-end gap-1.5">
            <div className="min-w-0 flex-1"><TextArea label={`Part ${at + 1}`} rows={2} maxLength={4000} value={part} onChange={(text) => setParts(parts.map((one, other) => other === at ? text : one))} /></div>
            <IconButton label={`Leave out part ${at + 1}`} disabled={parts.length <= 2} onClick={() => setParts(parts.filter((_, other) => other !== at))}><X size={15} /></IconButton>
          </div>
        ))}
        <div><Button size="small" icon={<Plus size={13} />} disabled={parts.length >= most} onClick={() => setParts([...parts, ''])}>Another part</Button></div>
      </div>
    </Dialog>
  )
}
