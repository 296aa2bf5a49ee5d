import { useRef } from 'react'
import type { Memory } from '../../shared/memory.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useMemoryChanges } from './useMemoryChanges.ts'

/** Asks before a memory is forgotten, and says plainly that there is no way back. */
export function ForgetDialog({ memory, open, onClose, onForgotten }: { memory: Pick<Memory, 'id' | 'text'>; open: boolean; onClose: () => void; onForgotten?: () => void }) {
  const { forget } = useMemoryChanges()
  const keep = useRef<HTMLButtonElement>(null)
  const confirm = async () => {
    onClose()
    if (await forget(memory.id)) onForgotten?.()
  }
  return (
    <Dialog
      open={open} onClose={onClose} initialFocus={keep} title="Forget this memory?"
      footer={<><Button ref={keep} onClick={onClose}>Keep it</Button><Button look="danger" onClick={() => void confirm()}>Forget for good</Button></>}
    >
      <blockquote dir="auto" className="max-h-40 overflow-y-auto border-l-2 border-line-strong pl-3 whitespace-pre-wrap [overflow-wrap:anywhere]">{memory.text}</blockquote>
      <p className="mt-3 text-mute">This cannot be undone: the text, its quote and its history are removed for good. The message it came from stays in its conversation.</p>
    </Dialog>
  )
}
