import { RotateCcw } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { MemoryVersion } from '../../shared/memory.ts'
import { Stretches } from '../inspector/pieces/Stretches.tsx'
import { Section } from '../inspector/Section.tsx'
import { formatAmount, formatCount } from '../state/formats.ts'
import { useSettings } from '../state/AppStateContext.ts'
import { selectDetail } from '../state/settingsStore.ts'
import { Button } from '../ui/Button.tsx'
import { useMemoryChanges } from './useMemoryChanges.ts'
import { useReadOnly } from './useReadOnly.ts'
import { tellChange } from './view/detail.ts'
import { compareVersions } from './view/versions.ts'

const few = 6

/** What happened to a memory, newest first: who changed what and why, with the way back to each version. */
export function MemoryHistory({ memoryId, history }: { memoryId: string; history: readonly MemoryVersion[] }) {
  const [isAll, setAll] = useState(false)
  if (history.length === 0) return null
  const newest = history.toReversed()
  const shown = isAll ? newest : newest.slice(0, few)
  return (
    <Section title="History" aside={formatAmount(history.length, 'version')}>
      <ol className="mt-1.5">
        {shown.map((version, at) => <VersionRow key={version.number} memoryId={memoryId} version={version} earlier={newest[at + 1] ?? null} isNewest={at === 0} />)}
      </ol>
      {shown.length < newest.length && <Button className="mt-1" size="small" look="quiet" onClick={() => setAll(true)}>Show all {formatCount(newest.length)}</Button>}
    </Section>
  )
}

function VersionRow({ memoryId, version, earlier, isNewest }: { memoryId: string; version: MemoryVersion; earlier: MemoryVersion | null; isNewest: boolean }) {
  const { restore } = useMemoryChanges()
  const readOnly = useReadOnly()
  const detailed = useSettings(selectDetail) === 'detailed'
  const [open, setOpen] = useState(false)
  const { text, fields } = useMemo(() => compareVersions(version, earlier, { detailed }), [version, earlier, detailed])
  const { day, what, before } = tellChange(version)
  const hasMore = text !== null || fields.length > 0 || version.snapshot !== null || before !== null
  return (
    <li className="border-t border-line py-1.5 text-small first:border-t-0">
      <button type="button" aria-expanded={hasMore ? open : undefined} onClick={() => { if (hasMore) setOpen(!open) }} className="grid w-full grid-cols-[92px_minmax(0,1fr)] gap-x-3 rounded-small text-left">
        <span className="text-mute">{day}</span>
        <span className="[overflow-wrap:anywhere]">{what}</span>
      </button>
      {open && (
        <div className="mt-1.5 grid gap-1.5 pl-24">
          {text !== null && <Stretches parts={text} label="What changed in the text" />}
          {text === null && before !== null && version.snapshot === null && <del dir="auto" className="block text-mute [overflow-wrap:anywhere]">{before}</del>}
          {fields.map(({ name, before: then, after }) => <p key={name}><span className="text-mute">{name}</span> {then} <span aria-label="became">→</span> {after}</p>)}
          {text === null && version.snapshot !== null && <p dir="auto" className="text-mute [overflow-wrap:anywhere]">{version.snapshot.text}</p>}
          {!isNewest && version.snapshot !== null && <div><Button size="small" icon={<RotateCcw size={13} />} disabled={readOnly} onClick={() => void restore(memoryId, version.number)}>Restore this version</Button></div>}
        </div>
      )}
    </li>
  )
}
