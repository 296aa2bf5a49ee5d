import { ChevronDown, Combine, Pin, Trash2, X } from 'lucide-react'
import { formatAmount } from '../state/formats.ts'
import { kindWords, labelWords, scopeWords } from '../inspector/view/names.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import { useReadOnly } from './useReadOnly.ts'
import type { ManyChange } from './useMemoryChanges.ts'
import type { ScopePlace } from './useScopePlaces.ts'

export type BulkBarProps = {
  count: number
  places: readonly ScopePlace[]
  onChange: (change: ManyChange, done: string) => void
  /** Absent where there are too many to merge. */
  onMerge?: () => void
  onForget: () => void
  onClear: () => void
}

/** What can be done with several chosen memories at once. */
export function BulkBar({ count, places, onChange, onMerge, onForget, onClear }: BulkBarProps) {
  const readOnly = useReadOnly()
  const item = (label: string, change: ManyChange, done: string, detail?: string): MenuItem => ({ kind: 'item', label, detail, onSelect: () => onChange(change, done) })
  const items: MenuItem[] = [
    { kind: 'heading', label: 'Who may see them' }, ...(['open', 'personal', 'local'] as const).map((label) => item(labelWords[label].name, { label }, `labelled ${labelWords[label].name}`, labelWords[label].hint)),
    { kind: 'heading', label: 'Kind' }, ...(['semantic', 'episodic', 'procedural'] as const).map((kind) => item(kindWords[kind].name, { kind }, `noted as ${kindWords[kind].plural.toLowerCase()}`)),
    { kind: 'heading', label: 'Applies' }, item(scopeWords.everywhere.name, { scope: 'everywhere', scopeId: null }, 'apply everywhere'),
    ...places.map((place) => item(place.name, { scope: place.scope, scopeId: place.scopeId }, `apply in “${place.name}”`, place.scope === 'project' ? 'Project' : 'Conversation')),
    { kind: 'heading', label: 'State' }, item('In use', { state: 'active' }, 'in use'), item('Let fade', { state: 'faded' }, 'faded', 'Found by exact words alone from then on.'),
    { kind: 'line' }, item('Unpin', { pinned: false }, 'unpinned'),
  ]
  return (
    <div role="toolbar" aria-label="The chosen memories" className="flex h-10 shrink-0 items-center gap-1.5 overflow-x-auto border-b border-line bg-accent-soft px-5">
      <span role="status" className="mr-auto pr-2 text-small font-medium whitespace-nowrap">{formatAmount(count, 'memory', 'memories')} chosen</span>
      <Button size="small" icon={<Pin size={13} />} disabled={readOnly} onClick={() => onChange({ pinned: true }, 'pinned')}>Pin</Button>
      <Menu align="end" items={items} trigger={<Button size="small" disabled={readOnly}>Change<ChevronDown size={13} /></Button>} />
      <Button size="small" icon={<Combine size={13} />} disabled={readOnly || onMerge === undefined} title={onMerge === undefined ? 'Two to twenty memories can be merged.' : undefined} onClick={onMerge}>Merge…</Button>
      <Button size="small" look="danger" icon={<Trash2 size={13} />} disabled={readOnly} onClick={onForget}>Forget…</Button>
      <IconButton label="Choose none" keys="Esc" onClick={onClear}><X size={15} /></IconButton>
    </div>
  )
}
