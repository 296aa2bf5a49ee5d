import { useRef, useState } from 'react'
import type { Conversation } from '../../shared/message.ts'
import { useAppState, useSettings } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Select } from '../ui/Select.tsx'
import { TextArea } from '../ui/TextField.tsx'
import type { Persona } from '../../shared/strategy.ts'

/** No id can be this: ids have no spaces. */
const asSettings = 'as in settings'
const noPersonas: readonly Persona[] = []

/** Who answers in one conversation, and what it is for. */
export function TargetDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { conversations, window } = useAppState()
  const personas = useSettings((state) => state.settings?.personas) ?? noPersonas
  const usual = useSettings((state) => state.settings?.personas.find((one) => one.id === state.settings?.personaId)?.name) ?? 'none'
  const [goal, setGoal] = useState(conversation.goal)
  const [persona, setPersona] = useState(personas.some((one) => one.id === conversation.personaId) ? conversation.personaId! : asSettings)
  const [saving, setSaving] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  const save = async () => {
    setSaving(true)
    const saved = await conversations.getState().update({ conversationId: conversation.id, goal: goal.trim(), personaId: persona === asSettings ? null : persona })
    setSaving(false)
    if (saved) onClose()
  }
  return (
    <Dialog
      open onClose={onClose} initialFocus={box} title="Persona and goal" description="For this conversation only, from the next answer on."
      footer={<><Button onClick={onClose}>Cancel</Button><Button look="primary" disabled={saving} onClick={() => void save()}>Save</Button></>}
    >
      <div className="mt-3 grid gap-3">
        <Select label="Who answers" value={persona} onChange={setPersona} options={[{ value: asSettings, label: `As in the settings (${usual})` }, ...personas.map((one) => ({ value: one.id, label: one.name, detail: one.role === '' ? undefined : one.role.slice(0, 90) }))]} />
        {personas.length === 0 && <p className="text-small text-mute">There are no personas yet. <button type="button" className="rounded-small underline underline-offset-3 hover:text-text" onClick={() => { onClose(); window.getState().showPage('settings') }}>Write one in Settings</button>.</p>}
        <TextArea ref={box} label="Goal" rows={3} maxLength={1000} placeholder="Five days in Lisbon within 1,100 €, all booked by Friday" hint="Stands beside every message, and keeps answers on it." value={goal} onChange={setGoal} />
      </div>
    </Dialog>
  )
}
