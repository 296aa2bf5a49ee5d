import { useRef, useState } from 'react'
import type { Input } from '../../shared/contract.ts'
import type { MemoryKind, MemoryScope } from '../../shared/memory.ts'
import type { Failure } from '../../shared/result.ts'
import type { Label } from '../../shared/words.ts'
import { kindWords } from '../inspector/view/names.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Select } from '../ui/Select.tsx'
import { TextArea, TextField } from '../ui/TextField.tsx'
import { labelOptions } from './LabelSelect.tsx'
import { ScopeSelect } from './ScopeSelect.tsx'
import { useMemoryChanges } from './useMemoryChanges.ts'
import { subjectOf, timeOfDay } from './view/form.ts'

const kindOptions = [{ value: 'read' as const, label: 'From its words' }, ...(['semantic', 'episodic', 'procedural'] as const).map((value) => ({ value, label: kindWords[value].name, detail: kindWords[value].hint }))]
const seenOptions = [{ value: 'read' as const, label: 'From its words', detail: 'Personal; health, money and numbers that identify stay on this computer.' }, ...labelOptions]

type Fields = { text: string; subject: string; eventDay: string; kind: MemoryKind | 'read'; label: Label | 'read'; scope: MemoryScope; scopeId: string | null }
const empty: Fields = { text: '', subject: '', eventDay: '', kind: 'read', label: 'read', scope: 'everywhere', scopeId: null }

/** A memory written by hand; what is not chosen is read from its words. What was typed stays until it is saved or the window is closed. */
export function AddMemoryDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { add } = useMemoryChanges()
  const [fields, setFields] = useState(empty)
  const [failure, setFailure] = useState<Failure | null>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  const set = (change: Partial<Fields>) => { setFields((before) => ({ ...before, ...change })); setFailure(null) }
  const isEmpty = fields.text.trim() === ''
  const save = async () => {
    if (isEmpty) return
    const answer = await add(wishOf(fields))
    if (answer.ok) { setFields(empty); onClose() } else setFailure(answer.error)
  }
  return (
    <Dialog
      open={open} onClose={() => { setFailure(null); onClose() }} initialFocus={box} title="Add a memory" description="In your own words. It is recalled when a message has to do with it."
      footer={<><Button onClick={onClose}>Cancel</Button><Button look="primary" disabled={isEmpty} onClick={() => void save()}>Add</Button></>}
    >
      <div className="mt-3 grid gap-3">
        <TextArea ref={box} label="Text" rows={3} maxLength={4000} placeholder="I prefer window seats" value={fields.text} onChange={(text) => set({ text })} />
        <div className="grid grid-cols-2 gap-3">
          <TextField label="About" placeholder="From its words" maxLength={120} value={fields.subject} onChange={(subject) => set({ subject })} />
          <TextField label="When it happened" type="date" value={fields.eventDay} onChange={(eventDay) => set({ eventDay })} />
          <Select<MemoryKind | 'read'> label="Kind" value={fields.kind} options={kindOptions} onChange={(kind) => set({ kind })} />
          <Select<Label | 'read'> label="Who may see it" value={fields.label} options={seenOptions} onChange={(label) => set({ label })} />
          <ScopeSelect scope={fields.scope} scopeId={fields.scopeId} onChange={(scope, scopeId) => set({ scope, scopeId })} />
        </div>
        {failure !== null && <FailureNotice failure={failure} action={<Button size="small" look="quiet" onClick={() => setFailure(null)}>Close</Button>} />}
      </div>
    </Dialog>
  )
}

/** Names only what was chosen: all else is read from the words. */
function wishOf({ text, subject, eventDay, kind, label, scope, scopeId }: Fields): Input<'memories.add'> {
  const eventAt = timeOfDay(eventDay, null)
  return {
    text: text.trim(), ...(subject.trim() === '' ? {} : { subject: subjectOf(subject) }), ...(eventAt === null ? {} : { eventAt }),
    ...(kind === 'read' ? {} : { kind }), ...(label === 'read' ? {} : { label }), ...(scope === 'everywhere' ? {} : { scope, scopeId }),
  }
}
