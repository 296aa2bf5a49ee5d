import { useRef, useState } from 'react'
import type { Persona } from '../../shared/strategy.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextArea, TextField } from '../ui/TextField.tsx'

const empty: Omit<Persona, 'id'> = { name: '', role: '', instructions: '', constraints: '', examples: '' }

/** A persona to write: role, instructions, constraints, examples. */
export function PersonaDialog({ persona, taken, onSave, onClose }: { persona: Persona | null; taken: readonly string[]; onSave: (persona: Persona) => Promise<boolean>; onClose: () => void }) {
  const [written, setWritten] = useState<Omit<Persona, 'id'>>(persona ?? empty)
  const [saving, setSaving] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  const set = (part: Partial<Persona>) => setWritten((before) => ({ ...before, ...part }))
  const name = written.name.trim()
  const wrong = taken.includes(name) ? 'There is a persona of that name already.' : null
  const save = async () => {
    if (name === '' || wrong !== null) return
    setSaving(true)
    const saved = await onSave({ ...written, name, id: persona?.id ?? `persona-${crypto.randomUUID().slice(0, 8)}` })
    setSaving(false)
    if (saved) onClose()
  }
  return (
    <Dialog
      open onClose={onClose} size="wide" initialFocus={first} title={persona === null ? 'A new persona' : `Edit “${persona.name}”`}
      footer={<><Button onClick={onClose}>Cancel</Button><Button look="primary" disabled={saving || name === '' || wrong !== null} onClick={() => void save()}>{saving ? 'Saving…' : 'Save'}</Button></>}
    >
      <div className="grid gap-3 pt-1">
        <TextField ref={first} label="Name" maxLength={80} value={written.name} onChange={(next) => set({ name: next })} error={wrong} placeholder="Editor" />
        <TextArea label="Role" rows={2} maxLength={1000} value={written.role} onChange={(role) => set({ role })} placeholder="A patient editor of letters and short texts" hint="Who it is." />
        <TextArea label="Instructions" rows={3} maxLength={4000} value={written.instructions} onChange={(instructions) => set({ instructions })} placeholder="Say first what works, then what to change, each with the reason." hint="What it does." />
        <TextArea label="Constraints" rows={2} maxLength={2000} value={written.constraints} onChange={(constraints) => set({ constraints })} placeholder="Never rewrite a whole text unasked." hint="What it must not do." />
        <TextArea label="Examples" rows={3} maxLength={4000} value={written.examples} onChange={(examples) => set({ examples })} placeholder="“I am writing to…” → “We met in May…”" hint="How it sounds. Small models do better with few." />
      </div>
    </Dialog>
  )
}
