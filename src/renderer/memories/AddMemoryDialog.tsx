import { useRef, useState } from 'react'
import type { MemoryKind } from '../../shared/memory.ts'
import type { Label } from '../../shared/words.ts'
import { kindWords } from '../inspector/view/names.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Select } from '../ui/Select.tsx'
import { TextArea } from '../ui/TextField.tsx'
import { labelOptions } from './LabelSelect.tsx'
import { useMemoryChanges } from './useMemoryChanges.ts'

const kindOptions = (['semantic', 'episodic', 'procedural'] as const).map((value) => ({ value, label: kindWords[value].name, detail: kindWords[value].hint }))

/** A memory written by hand. What was typed stays until it is saved or the window is closed. */
export function AddMemoryDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { add } = useMemoryChanges()
  const [text, setText] = useState('')
  const [kind, setKind] = useState<MemoryKind>('semantic')
  const [label, setLabel] = useState<Label>('personal')
  const box = useRef<HTMLTextAreaElement>(null)
  const save = async () => {
    if (text.trim() === '') return
    if (await add({ text: text.trim(), kind, label })) { setText(''); onClose() }
  }
  return (
    <Dialog
      open={open} onClose={onClose} initialFocus={box} title="Add a memory" description="In your own words. It is recalled when a message has to do with it."
      footer={<><Button onClick={onClose}>Cancel</Button><Button look="primary" disabled={text.trim() === ''} onClick={() => void save()}>Add</Button></>}
    >
      <div className="mt-3 grid gap-3">
        <TextArea ref={box} label="Text" rows={3} maxLength={4000} placeholder="I prefer window seats" value={text} onChange={setText} />
        <div className="grid grid-cols-2 gap-3">
          <Select<MemoryKind> label="Kind" value={kind} options={kindOptions} onChange={setKind} />
          <Select<Label> label="Who may see it" value={label} options={labelOptions} onChange={setLabel} />
        </div>
      </div>
    </Dialog>
  )
}
