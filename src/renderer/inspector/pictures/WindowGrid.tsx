import { useMemo } from 'react'
import type { Context } from '../../../shared/piece.ts'
import { regions } from '../../../shared/names.ts'
import type { Region } from '../../../shared/words.ts'
import { formatAmount } from '../../state/formats.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import { segmentLook } from './WindowBar.tsx'
import { findCells, layCells } from '../view/cells.ts'

export type WindowGridProps = { context: Context; region: Region | 'all'; selected: string | null; onRegion: (region: Region | 'all') => void }

/** The window as 200 cells in reading order. The table beneath says the same in words; a press on a cell dives into its region. */
export function WindowGrid({ context, region, selected, onRegion }: WindowGridProps) {
  const cells = useMemo(() => layCells(context), [context])
  const marked = useMemo(() => findCells(context, cells, selected), [context, cells, selected])
  const perCell = Math.max(1, Math.round(context.window / cells.length))
  return (
    <>
      <div aria-hidden className="mt-2.5 grid grid-cols-25 gap-0.5">
        {cells.map((cell, at) => {
          const own = regions.find((one) => one === cell.key)
          return (
            <div
              key={at} title={cell.name} onClick={own === undefined ? undefined : () => onRegion(region === own ? 'all' : own)}
              className={joinClasses('aspect-square rounded-[3px] transition-opacity', segmentLook(cell.key), own === undefined && 'border border-line', marked.has(at) && 'outline-2 outline-text', region !== 'all' && cell.key !== region && 'opacity-30')}
            />
          )
        })}
      </div>
      <p className="mt-1.5 text-tiny text-faint">One cell stands for about {formatAmount(perCell, 'token')}.{marked.size > 0 && ' The chosen piece is outlined.'}</p>
    </>
  )
}
