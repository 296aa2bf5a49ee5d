import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { mostOwnIntents, type OwnIntent } from '../../shared/understanding.ts'
import { taskNames } from '../policy/view/words.ts'
import { Section } from '../settings/Section.tsx'
import { useAppState } from '../state/AppStateContext.ts'
import { formatAmount } from '../state/formats.ts'
import { useReply } from '../state/useReply.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { BuiltInIntents } from './BuiltInIntents.tsx'
import { IntentDialog } from './IntentDialog.tsx'
import { LoaderTable } from './LoaderTable.tsx'
import { PackSwitches } from './PackSwitches.tsx'
import { TryReading } from './TryReading.tsx'

const input = {}
const hears = ['settings.changed'] as const

/** What messages are about: intents of one's own, those that come built in, a box to try one, and the sources that they wake. */
export function IntentsSection() {
  const { client, toasts } = useAppState()
  const { value: list, failure, reload } = useReply('intents.list', input, hears)
  const [editing, setEditing] = useState<OwnIntent | 'new' | null>(null)
  const [removing, setRemoving] = useState<OwnIntent | null>(null)
  const remove = async (intent: OwnIntent) => {
    setRemoving(null)
    const gone = await client.call('intents.remove', { intentId: intent.id })
    if (!gone.ok) toasts.getState().notifyFailure(gone.error)
    reload()
  }
  return (
    <Section id="intents" title="How messages are read" hint="Each message is read on this computer before anything else: what it is about, how hard it is, and which sources it needs. Rules and sources go by that.">
      {failure !== null && <FailureNotice failure={failure} />}
      <TryReading />
      {list !== null && (
        <>
          <div role="group" aria-labelledby="own-intents">
            <h3 id="own-intents" className="text-small font-medium">Your own intents</h3>
            <p className="text-small text-faint">Taught by five examples or more; they work at once.</p>
            {list.own.length > 0 && (
              <ul className="mt-1.5 border-t border-line">
                {list.own.map((one) => (
                  <li key={one.id} className="flex items-center gap-2 border-b border-line py-2">
                    <span className="min-w-0 flex-1"><span dir="auto" className="block text-snug font-medium [overflow-wrap:anywhere]">{one.name}</span><span className="block text-small text-faint">{taskNames[one.task]} · {formatAmount(one.examples.length, 'example')}</span></span>
                    <IconButton label={`Edit ${one.name}`} onClick={() => setEditing(one)}><Pencil size={14} /></IconButton>
                    <IconButton label={`Remove ${one.name}`} onClick={() => setRemoving(one)}><Trash2 size={14} /></IconButton>
                  </li>
                ))}
              </ul>
            )}
            <Button className="mt-2" size="small" icon={<Plus size={13} />} disabled={list.own.length >= mostOwnIntents} title={list.own.length >= mostOwnIntents ? `There are ${mostOwnIntents} already. Remove one first.` : undefined} onClick={() => setEditing('new')}>Teach one…</Button>
          </div>
          <BuiltInIntents intents={list.builtIn} />
          <LoaderTable loaders={list.loaders} />
          <PackSwitches packs={list.packs} />
        </>
      )}
      {editing !== null && list !== null && (
        <IntentDialog intent={editing === 'new' ? null : editing} list={list} onClose={() => setEditing(null)} onSaved={() => { setEditing(null); reload() }} />
      )}
      <Dialog
        open={removing !== null} onClose={() => setRemoving(null)} title={`Remove “${removing?.name ?? ''}”?`} description="Its examples are deleted. A rule that names it fits nothing by it any more."
        footer={<><Button onClick={() => setRemoving(null)}>Keep it</Button><Button look="danger" onClick={() => { if (removing !== null) void remove(removing) }}>Remove</Button></>}
      />
    </Section>
  )
}
