import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Persona } from '../../shared/strategy.ts'
import { useAppState, useSettings } from '../state/AppStateContext.ts'
import { excerpt } from '../state/formats.ts'
import { selectSettings } from '../state/settingsStore.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { PersonaDialog } from './PersonaDialog.tsx'
import { Section } from './Section.tsx'

/** No id can be this: ids have no spaces. */
const nobody = 'no persona'
const mostPersonas = 50

/** Who answers: a list of personas, one of them chosen for every conversation that names no other. */
export function PersonasSection() {
  const { settings: store } = useAppState()
  const settings = useSettings(selectSettings)
  const [editing, setEditing] = useState<Persona | 'new' | null>(null)
  const [removing, setRemoving] = useState<Persona | null>(null)
  if (settings === null) return null
  const { personas, personaId } = settings
  const chosen = personas.some((one) => one.id === personaId) ? personaId! : nobody
  const save = store.getState().save
  const keep = (persona: Persona) => save({ personas: personas.some((one) => one.id === persona.id) ? personas.map((one) => one.id === persona.id ? persona : one) : [...personas, persona] })
  const remove = (persona: Persona) => {
    setRemoving(null)
    void save({ personas: personas.filter((one) => one.id !== persona.id), ...personaId === persona.id ? { personaId: null } : {} })
  }
  return (
    <Section id="personas" title="Personas" hint="Who answers: a role, instructions, constraints and examples. A conversation can name its own in its menu.">
      <RadioGroup aria-label="Persona for all conversations" value={chosen} onValueChange={(next) => void save({ personaId: next === nobody ? null : next as string })} className="border-t border-line">
        <Row value={nobody} name="None" about="No role is played. Your own words under Answers hold all the same." />
        {personas.map((one) => (
          <Row key={one.id} value={one.id} name={one.name} about={one.role === '' ? 'No role is written yet.' : excerpt(one.role, 110)}>
            <IconButton label={`Edit ${one.name}`} onClick={() => setEditing(one)}><Pencil size={14} /></IconButton>
            <IconButton label={`Remove ${one.name}`} onClick={() => setRemoving(one)}><Trash2 size={14} /></IconButton>
          </Row>
        ))}
      </RadioGroup>
      <Button className="justify-self-start self-start" icon={<Plus size={14} />} disabled={personas.length >= mostPersonas} title={personas.length >= mostPersonas ? 'There are 50 already. Remove one first.' : undefined} onClick={() => setEditing('new')}>Add a persona…</Button>
      {editing !== null && <PersonaDialog persona={editing === 'new' ? null : editing} taken={personas.filter((one) => one !== editing).map((one) => one.name)} onSave={keep} onClose={() => setEditing(null)} />}
      <Dialog
        open={removing !== null} onClose={() => setRemoving(null)} title={`Remove “${removing?.name ?? ''}”?`} description="Conversations that named it follow the settings again."
        footer={<><Button onClick={() => setRemoving(null)}>Keep it</Button><Button look="danger" onClick={() => { if (removing !== null) remove(removing) }}>Remove</Button></>}
      />
    </Section>
  )
}

function Row({ value, name, about, children }: { value: string; name: string; about: string; children?: React.ReactNode }) {
  return (
    <div className="flex items-center gap-2 border-b border-line py-2">
      <Radio.Root value={value} aria-label={name} className="group flex min-w-0 flex-1 items-start gap-2.5 rounded-small text-left">
        <span aria-hidden className="mt-1 flex size-4 shrink-0 items-center justify-center rounded-full border border-line-strong bg-panel group-data-[checked]:border-accent"><span className="size-2 rounded-full bg-accent opacity-0 group-data-[checked]:opacity-100" /></span>
        <span className="min-w-0"><span dir="auto" className="block text-snug font-medium [overflow-wrap:anywhere]">{name}</span><span dir="auto" className="block text-small text-mute [overflow-wrap:anywhere]">{about}</span></span>
      </Radio.Root>
      {children}
    </div>
  )
}
