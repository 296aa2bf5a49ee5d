import { Pencil, Pin, PinOff, Scissors, Trash2, X } from 'lucide-react'
import type { Ref } from 'react'
import type { Failure } from '../../shared/result.ts'
import { FactList, Section } from '../inspector/Section.tsx'
import { useAppState, useBrowse, useSettings } from '../state/AppStateContext.ts'
import { selectDetail } from '../state/settingsStore.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { ConflictNote } from './ConflictNote.tsx'
import { FadeNote } from './FadeNote.tsx'
import { LabelSelect } from './LabelSelect.tsx'
import { Lineage } from './Lineage.tsx'
import { MemoryForm } from './MemoryForm.tsx'
import { MemoryHistory } from './MemoryHistory.tsx'
import { MemorySources } from './MemorySources.tsx'
import { MemoryUses } from './MemoryUses.tsx'
import type { KnownMemory } from './useMemory.ts'
import { useReadOnly } from './useReadOnly.ts'
import { useScopePlaces } from './useScopePlaces.ts'
import { tellMemory } from './view/detail.ts'
import { WhyNot } from './WhyNot.tsx'

export type MemoryDetailProps = {
  /** Both are null while it is being read. */
  known: KnownMemory | null
  failure: Failure | null
  editing: boolean
  onEdit: (editing: boolean) => void
  onPin: () => void
  onKeep: () => void
  onSplit: () => void
  onForget: () => void
  onClose: () => void
  /** Opens another memory that this one names. */
  onSelect: (memoryId: string) => void
  ref?: Ref<HTMLHeadingElement>
}

/** All about one memory: what is known, where it comes from, what happened to it, which turns it went along in; and why a question did not find it. */
export function MemoryDetail({ known, failure, onClose, ...rest }: MemoryDetailProps) {
  const { browse } = useAppState()
  const face = useBrowse((state) => state.face)
  const isThere = failure === null && known !== null && known.memory.state !== 'forgotten'
  const instead = failure !== null ? (failure.kind === 'not-found' ? <p className="p-4 text-snug text-mute">This memory is gone.</p> : <FailureNotice failure={failure} className="m-4" />)
    : known === null ? <Skeleton label="Reading the memory" lines={6} className="p-4" />
      : <p className="p-4 text-snug text-mute">This memory was forgotten. Its text is gone.</p>
  return (
    <Tabs
      label="The chosen memory" value={face} onChange={(chosen) => browse.getState().turn(chosen)} aside={<IconButton label="Close" keys="Esc" side="left" onClick={onClose}><X size={16} /></IconButton>}
      tabs={[
        { value: 'memory', label: 'Memory', content: isThere ? <Facts known={known} {...rest} /> : instead },
        { value: 'why', label: 'Why not recalled?', content: isThere ? <WhyNot memory={known.memory} /> : instead },
      ]}
    />
  )
}

function Facts({ known, editing, onEdit, onPin, onKeep, onSplit, onForget, onSelect, ref }: Omit<MemoryDetailProps, 'known' | 'failure' | 'onClose'> & { known: KnownMemory }) {
  const detailed = useSettings(selectDetail) === 'detailed'
  const readOnly = useReadOnly()
  const { nameOf } = useScopePlaces()
  const { memory, conflict } = known
  return (
    <div className="flex min-h-full flex-col">
      <div className="border-b border-line px-4 pt-3.5 pb-4">
        {editing ? <MemoryForm memory={memory} onDone={() => onEdit(false)} /> : (
          <>
            <h2 ref={ref} tabIndex={-1} dir="auto" className="text-base leading-[1.45] font-semibold whitespace-pre-wrap [overflow-wrap:anywhere]">{memory.text}</h2>
            {(memory.state === 'superseded' || memory.state === 'faded') && (
              <p className="mt-2 flex flex-wrap items-center gap-2 text-small text-mute">
                {memory.state === 'faded' ? 'Faded: only its exact words find it.' : 'Replaced: it is kept but not recalled.'}
                <Button size="small" disabled={readOnly} onClick={onKeep}>Use it again</Button>
              </p>
            )}
            <FactList facts={tellMemory(memory, known.readAt, { detailed, nameScope: nameOf })} />
            <FadeNote memory={memory} now={known.readAt} onKeep={onKeep} onPin={onPin} />
          </>
        )}
      </div>
      {memory.state === 'candidate' && <ConflictNote memory={memory} conflict={conflict} />}
      <MemorySources memory={memory} />
      <MemoryHistory memoryId={memory.id} history={known.history} />
      <Lineage known={known} onSelect={onSelect} />
      <MemoryUses turns={known.usedInTurns} />
      {!editing && <Section title="Who may see it"><div className="mt-2"><LabelSelect memory={memory} /></div></Section>}
      <div className="sticky bottom-0 mt-auto flex flex-wrap gap-1.5 border-t border-line bg-panel px-4 py-2.5">
        <Button size="small" icon={<Pencil size={13} />} disabled={readOnly} onClick={() => onEdit(true)}>Edit</Button>
        <Button size="small" icon={memory.pinned ? <PinOff size={13} /> : <Pin size={13} />} disabled={readOnly} onClick={onPin}>{memory.pinned ? 'Unpin' : 'Pin'}</Button>
        <Button size="small" icon={<Scissors size={13} />} disabled={readOnly} onClick={onSplit}>Split…</Button>
        <Button size="small" look="danger" className="ml-auto" icon={<Trash2 size={13} />} disabled={readOnly} onClick={onForget}>Forget…</Button>
      </div>
    </div>
  )
}
