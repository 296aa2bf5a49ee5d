import { memo } from 'react'
import type { Context } from '../../../shared/piece.ts'
import type { Region } from '../../../shared/words.ts'
import { formatCount } from '../../state/formats.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import { cutWindow, lentNote, listRegions } from '../view/bar.ts'
import { segmentLook } from './WindowBar.tsx'

export type RegionLegendProps = { context: Context; region: Region | 'all'; onRegion: (region: Region | 'all') => void }

/** The window by region, one line each, with the way from wanted to kept. A line's name dives into its region. */
export const RegionLegend = memo(function RegionLegend({ context, region, onRegion }: RegionLegendProps) {
  const rest = cutWindow(context).filter((segment) => segment.key === 'framing' || segment.key === 'free' || segment.key === 'reserve')
  return (
    <table className="mt-2.5 w-full text-small">
      <caption className="sr-only">The window by region, in tokens</caption>
      <thead className="sr-only"><tr><th>Region</th><th>Way</th><th>Kept</th></tr></thead>
      <tbody>
        {listRegions(context).map((row) => (
          <tr key={row.region} className={joinClasses('rounded-small', region === row.region && 'bg-accent-soft')}>
            <th scope="row" className="w-24 py-px text-left font-normal">
              <button type="button" aria-pressed={region === row.region} title={row.hint} onClick={() => onRegion(region === row.region ? 'all' : row.region)} className="flex w-full items-center gap-2 rounded-small hover:text-accent">
                <span aria-hidden className={joinClasses('size-2.5 shrink-0 rounded-[3px] region-fill', `region-${row.region}`)} />{row.name}
              </button>
            </th>
            <td title={row.short ? lentNote : undefined} className={joinClasses('py-px text-tiny', row.short ? 'text-mute' : 'text-faint')}>{row.note}</td>
            <td className="py-px pl-2 text-right align-top">{formatCount(row.kept)}</td>
          </tr>
        ))}
        {rest.map((segment) => (
          <tr key={segment.key} className="text-faint">
            <th scope="row" colSpan={2} className="py-px text-left font-normal">
              <span className="flex items-center gap-2"><span aria-hidden className={joinClasses('size-2.5 shrink-0 rounded-[3px] border border-line-strong', segmentLook(segment.key))} />{segment.name}</span>
            </th>
            <td className="py-px pl-2 text-right">{formatCount(segment.tokens)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
})
