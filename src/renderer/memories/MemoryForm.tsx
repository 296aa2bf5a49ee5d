import { useId, useState, type KeyboardEvent } from 'react'
import type { Memory, MemoryKind } from '../../shared/memory.ts'
import type { Label } from '../../shared/words.ts'
import { kindWords } from '../inspector/view/names.ts'
import { formatScore } from '../state/formats.ts'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/Select.tsx'
import { TextArea, TextField } from '../ui/TextField.tsx'
import { labelOptions } from './LabelSelect.tsx'
import { ScopeSelect } from './ScopeSelect.tsx'
import { useMemoryChanges } from './useMemoryChanges.ts'
import { changeOf, fieldsOf, tellWrong } from './view/form.ts'

const kindOptions = (['semantic', 'episodic', 'procedural'] as const).map((value) => ({ value, label: kindWords[value].name, detail: kindWords[value].hint }))

/** A memory to edit in place, all of it in one change. Ctrl+Enter saves, Esc leaves it as it was. */
export function MemoryForm({ memory, onDone }: { memory: Memory; onDone: () => void }) {
  const { update } = useMemoryChanges()
  const [fields, setFields] = useState(() => fieldsOf(memory))
  const importance = useId()
  const set = (change: Partial<typeof fields>) => setFields((before) => ({ ...before, ...change }))
  const wrong = tellWrong(fields)
  const save = async () => {
    if (wrong !== null) return
    const change = changeOf(memory, fields)
    if (change === null || await update({ memoryId: memory.id, ...change })) onDone()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); onDone() }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); void save() }
  }
  return (
    <form aria-label="Edit this memory" className="grid gap-2.5" onKeyDown={onKey} onSubmit={(event) => { event.preventDefault(); void save() }}>
      <TextArea label="Text of the memory" rows={3} maxLength={4000} value={fields.text} onChange={(text) => set({ text })} autoFocus />
      <div className="grid grid-cols-2 gap-2.5">
        <Select<MemoryKind> label="Kind" value={fields.kind} options={kindOptions} onChange={(kind) => set({ kind })} />
        <TextField label="About" value={fields.subject} maxLength={120} onChange={(subject) => set({ subject })} />
        <TextField label="When it happened" type="date" value={fields.eventDay} onChange={(eventDay) => set({ eventDay })} />
        <TextField label="Holds until" type="date" value={fields.untilDay} onChange={(untilDay) => set({ untilDay })} />
        <ScopeSelect scope={fields.scope} scopeId={fields.scopeId} onChange={(scope, scopeId) => set({ scope, scopeId })} />
        <Select<Label> label="Who may see it" value={fields.label} options={labelOptions} onChange={(label) => set({ label })} />
      </div>
      <div>
        <label htmlFor={importance} className="flex justify-between text-small font-medium">Importance<output className="font-normal text-mute">{formatScore(fields.importance)}</output></label>
        <input id={importance} type="range" min={0} max={1} step={0.05} value={fields.importance} onChange={(event) => set({ importance: Number(event.target.value) })} className="w-full accent-accent" />
      </div>
      {wrong !== null && <p role="alert" className="text-small text-bad">{wrong}</p>}
      <div className="flex gap-1.5"><Button size="small" look="primary" type="submit" disabled={wrong !== null}>Save</Button><Button size="small" look="quiet" onClick={onDone}>Cancel</Button></div>
    </form>
  )
}
