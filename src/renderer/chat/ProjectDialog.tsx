import { Pencil, Trash2 } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import type { Conversation, Project } from '../../shared/message.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { formatAmount } from '../state/formats.ts'
import { useProjects } from '../state/useProjects.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { TextField } from '../ui/TextField.tsx'

/** Which project a conversation belongs to; projects are made, renamed and removed here too. */
export function ProjectDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { client, conversations, toasts } = useAppState()
  const projects = useProjects()
  const [chosen, setChosen] = useState(conversation.projectId)
  const [name, setName] = useState('')
  /** Null where there is none to add or that failed. */
  const add = async () => {
    if (name.trim() === '') return null
    const made = await client.call('projects.save', { name: name.trim() })
    if (!made.ok) { toasts.getState().notifyFailure(made.error); return null }
    setChosen(made.value.id)
    setName('')
    return made.value.id
  }
  const save = async () => {
    // A name that was typed and not added yet is meant.
    const added = await add()
    if (name.trim() !== '' && added === null) return
    if (await conversations.getState().update({ conversationId: conversation.id, projectId: added ?? chosen })) onClose()
  }
  return (
    <Dialog
      open onClose={onClose} title="Project" description="Memories of a project are recalled in its conversations and nowhere else."
      footer={<><Button onClick={onClose}>Cancel</Button><Button look="primary" onClick={() => void save()}>Save</Button></>}
    >
      <div role="radiogroup" aria-label="Project of this conversation" className="mt-3 flex max-h-64 flex-col overflow-y-auto">
        <Choice label="None" checked={chosen === null} onChoose={() => setChosen(null)} />
        {projects.map((project) => <ProjectRow key={project.id} project={project} checked={chosen === project.id} onChoose={() => setChosen(project.id)} onGone={() => { if (chosen === project.id) setChosen(null) }} />)}
      </div>
      <form className="mt-3 flex items-end gap-2" onSubmit={(event) => { event.preventDefault(); void add() }}>
        <TextField className="flex-1" label="A new project" placeholder="House" maxLength={80} value={name} onChange={setName} />
        <Button type="submit" disabled={name.trim() === ''}>Add</Button>
      </form>
    </Dialog>
  )
}

function Choice({ label, detail, checked, onChoose }: { label: string; detail?: string; checked: boolean; onChoose: () => void }) {
  return (
    <label className="flex min-h-8 min-w-0 flex-1 cursor-pointer items-center gap-2.5 rounded-medium px-1.5 text-snug hover:bg-hover">
      <input type="radio" name="project" checked={checked} onChange={onChoose} className="accent-accent" />
      <span dir="auto" className="min-w-0 truncate">{label}</span>{detail !== undefined && <span className="shrink-0 text-small text-faint">{detail}</span>}
    </label>
  )
}

function ProjectRow({ project, checked, onChoose, onGone }: { project: Project; checked: boolean; onChoose: () => void; onGone: () => void }) {
  const { client, toasts } = useAppState()
  const [doing, setDoing] = useState<'rename' | 'remove' | null>(null)
  const [name, setName] = useState(project.name)
  const rename = async () => {
    const done = await client.call('projects.save', { projectId: project.id, name: name.trim() || project.name })
    if (done.ok) setDoing(null); else toasts.getState().notifyFailure(done.error)
  }
  const remove = async () => {
    const done = await client.call('projects.remove', { projectId: project.id })
    if (done.ok) onGone(); else toasts.getState().notifyFailure(done.error)
  }
  const leave = (event: KeyboardEvent) => { if (event.key === 'Escape') { event.stopPropagation(); setDoing(null) } }
  if (doing === 'rename') {
    return (
      <form className="flex items-end gap-2 py-1" onKeyDown={leave} onSubmit={(event) => { event.preventDefault(); void rename() }}>
        <TextField autoFocus className="flex-1" label="Name of the project" labelHidden maxLength={80} value={name} onChange={setName} /><Button size="small" type="submit">Rename</Button>
      </form>
    )
  }
  return (
    <div>
      <div className="flex items-center">
        <Choice label={project.name} detail={formatAmount(project.conversations, 'conversation')} checked={checked} onChoose={onChoose} />
        <IconButton label={`Rename “${project.name}”`} small onClick={() => { setName(project.name); setDoing('rename') }}><Pencil size={13} /></IconButton>
        <IconButton label={`Remove “${project.name}”`} small onClick={() => setDoing('remove')}><Trash2 size={13} /></IconButton>
      </div>
      {doing === 'remove' && (
        <div role="group" aria-label={`Remove “${project.name}”?`} onKeyDown={leave} className="mb-1 ml-8 flex flex-wrap items-center gap-2 text-small text-mute">
          <span className="min-w-0 flex-1">Its conversations and memories stay; its memories are recalled nowhere until you say where they apply.</span>
          <Button autoFocus size="small" onClick={() => setDoing(null)}>Keep</Button><Button size="small" look="danger" onClick={() => void remove()}>Remove</Button>
        </div>
      )}
    </div>
  )
}
