import { ChevronDown, RotateCcw } from 'lucide-react'
import { useId, useState } from 'react'
import type { RegionBudget } from '../../shared/strategy.ts'
import { formatAmount, formatCount } from '../state/formats.ts'
import { readWhole } from '../state/readNumbers.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { Select } from '../ui/Select.tsx'
import { Switch } from '../ui/Switch.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { ShareBar } from './ShareBar.tsx'
import { readShare, writeShare } from './view/numbers.ts'
import type { PlanRow } from './view/plan.ts'

export type RegionShareProps = {
  row: PlanRow
  /** What the region gets of the window of now; null while that is not known. */
  granted: { tokens: number; floor: number } | null
  whole: number | null
  onChange: (change: RegionBudget) => void
  onReset: () => void
}

const priorities = [0, 1, 2, 3, 4, 5, 6].map((one) => ({ value: String(one), label: one === 0 ? '0, served first' : one === 6 ? '6, served last' : String(one) }))

/** One region of a budget: its share as a bar and a number, and, opened, its floor, its priority and whether it may be shortened. */
export function RegionShare({ row, granted, whole, onChange, onReset }: RegionShareProps) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const tokens = granted?.tokens ?? null
  const floor = granted?.floor ?? row.floor
  return (
    <li className={joinClasses('py-1', `region-${row.region}`)}>
      <div className="mb-1 flex h-7 items-center gap-2 text-small">
        <span aria-hidden className="region-fill size-2.5 shrink-0 rounded-[3px]" />
        <span className="flex min-w-0 items-baseline gap-2"><span className="shrink-0 font-medium">{row.name}</span><span className="truncate text-tiny text-faint">{describeRow(row, floor)}</span></span>
        <NumberField
          compact className="ml-auto w-17 shrink-0" label={`Share of ${row.name} in percent`} labelHidden unit={row.share === null ? undefined : '%'} placeholder="rest" shown={row.share === null ? '' : writeShare(row.share)}
          read={readShare} onChange={(share) => onChange({ share })} onEmpty={() => onChange({ share: null })}
        />
        <IconButton label={`More about ${row.name}: floor and priority`} side="left" aria-expanded={open} aria-controls={id} small onClick={() => setOpen(!open)}><ChevronDown size={14} className={joinClasses('transition-transform', open && 'rotate-180')} /></IconButton>
      </div>
      <div className="flex items-center gap-2">
        <ShareBar row={row} floor={floor} granted={tokens} whole={whole} onShare={(share) => onChange({ share })} />
        <span className="w-20 shrink-0 text-right text-tiny text-mute">{tokens === null ? '' : row.share === null && tokens === 0 ? 'what is lent' : formatAmount(tokens, 'token')}</span>
      </div>
      {open && (
        <div id={id} className="mt-2 mb-1 grid gap-2.5 rounded-medium border border-line bg-ground px-3 py-2.5 text-small">
          <p className="text-tiny text-faint">{row.hint}</p>
          <div className="grid grid-cols-2 gap-3">
            <NumberField
              label="Floor" unit="tokens" shown={formatCount(floor)} hint="Granted before any share."
              read={(text) => readWhole(text, { min: 0, max: 1_000_000 })} onChange={(floor) => onChange({ floor })} onEmpty={() => onChange({ floor: 0 })}
            />
            <Select label="Priority" value={String(row.priority)} options={priorities} onChange={(priority) => onChange({ priority: Number(priority) })} />
          </div>
          <Switch label="Takes what the others leave" checked={row.share === null} onChange={(rest) => onChange({ share: rest ? null : Math.min(1000, Math.round(((tokens ?? 0) / Math.max(1, whole ?? 1)) * 1000)) })} />
          <Switch label="May be shortened" description="Else its pieces stay whole or leave whole." checked={row.compressible} onChange={(compressible) => onChange({ compressible })} />
          {row.own && <button type="button" onClick={onReset} className="inline-flex items-center gap-1.5 justify-self-start rounded-small text-mute hover:text-text"><RotateCcw size={13} aria-hidden />As the preset has it</button>}
        </div>
      )}
    </li>
  )
}

/** What is said beside a region's name: its floor and its priority. */
function describeRow(row: PlanRow, floor: number): string {
  return [floor > 0 ? `floor ${formatCount(floor)}` : null, `priority ${row.priority}`, row.own ? 'changed' : null].filter((part) => part !== null).join(' · ')
}
