import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../ui/IconButton.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { Tooltip } from '../ui/Tooltip.tsx'
import { readShare, writeShare, type ShareRow } from './view/shares.ts'

/** One region's share: a slider and the same number to type. It is saved when the hand lets go or the field is left. */
export function ShareField({ row, onChange }: { row: ShareRow; onChange: (share: number | null) => void }) {
  const shown = row.own ?? row.usual
  const [draft, setDraft] = useState<string | null>(null)
  const text = draft ?? (shown === null ? '' : writeShare(shown))
  const typed = readShare(text)
  const isWrong = draft !== null && draft !== '' && typed === null
  const commit = () => {
    if (draft === null) return
    if (draft.trim() === '') { if (row.own !== null) onChange(null) } else if (typed !== null && typed !== shown) onChange(typed)
    setDraft(null)
  }
  return (
    <div className={joinClasses('grid grid-cols-[94px_minmax(0,1fr)_62px_28px] items-center gap-2 text-small', `region-${row.region}`)}>
      <Tooltip label={row.hint} side="left"><span className="flex items-center gap-2"><span aria-hidden className="region-fill size-2.5 shrink-0 rounded-[3px]" />{row.name}</span></Tooltip>
      <input
        type="range" min={0} max={1000} step={5} value={typed ?? shown ?? 0} aria-label={`Share of ${row.name}`} aria-valuetext={shown === null ? 'what the others leave' : `${text} percent`}
        onChange={(event) => setDraft(writeShare(Number(event.target.value)))} onPointerUp={commit} onKeyUp={commit} onBlur={commit}
        className={joinClasses('h-4 w-full accent-accent', row.own === null && draft === null && 'opacity-60')}
      />
      <span className="relative">
        <input
          type="text" inputMode="decimal" value={text} placeholder="rest" aria-label={`Share of ${row.name} in percent`} aria-invalid={isWrong || undefined}
          onChange={(event) => setDraft(event.target.value)} onBlur={commit} onKeyDown={(event) => { if (event.key === 'Enter') commit() }}
          className="h-6 w-full rounded-small border border-line bg-panel pr-5 pl-1.5 text-right text-small aria-invalid:border-bad"
        />
        <span aria-hidden className="pointer-events-none absolute top-0.5 right-1.5 text-faint">%</span>
      </span>
      {row.own === null ? <span /> : <IconButton label={`Default share for ${row.name}`} side="left" onClick={() => onChange(null)}><RotateCcw size={13} /></IconButton>}
    </div>
  )
}
