import type { Context } from '../../../shared/piece.ts'
import type { Region } from '../../../shared/words.ts'
import { formatCount } from '../../state/formats.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import { listRegions } from '../view/bar.ts'

const columns = [
  ['Wanted', 'Tokens that its pieces would take'], ['Given', 'Tokens that it was granted: its share, and what others left unused'],
  ['Kept', 'Tokens that stand in the prompt, after shortening'], ['In', 'Pieces in the prompt'], ['Out', 'Pieces that were left out'],
] as const

/** All figures of the regions as a table. */
export function RegionTable({ context, region, onRegion }: { context: Context; region: Region | 'all'; onRegion: (region: Region | 'all') => void }) {
  return (
    <div role="region" aria-label="Regions" tabIndex={0} className="mt-2.5 overflow-x-auto">
      <table className="w-full text-small">
        <caption className="sr-only">The window by region, in tokens</caption>
        <thead>
          <tr className="text-right text-tiny text-faint [&>th]:pb-1 [&>th]:font-normal">
            <th scope="col" className="text-left">Region</th>{columns.map(([name, hint]) => <th key={name} scope="col" title={hint}>{name}</th>)}
          </tr>
        </thead>
        <tbody>
          {listRegions(context).map((row) => (
            <tr key={row.region} className={joinClasses('border-t border-line text-right [&>td]:py-0.5 [&>td]:pl-2', region === row.region && 'bg-accent-soft')}>
              <th scope="row" className="text-left font-normal">
                <button type="button" aria-pressed={region === row.region} title={row.hint} onClick={() => onRegion(region === row.region ? 'all' : row.region)} className="flex items-center gap-2 rounded-small hover:text-accent">
                  <span aria-hidden className={joinClasses('size-2.5 shrink-0 rounded-[3px] region-fill', `region-${row.region}`)} />{row.name}
                </button>
              </th>
              <td className={row.short ? 'text-warn' : 'text-mute'}>{formatCount(row.wanted)}</td><td className="text-mute">{formatCount(row.budget)}</td><td>{formatCount(row.kept)}</td>
              <td className="text-mute">{formatCount(row.pieces)}</td><td className="text-mute">{formatCount(row.leftOut)}</td>
            </tr>
          ))}
          <tr className="border-t border-line-strong text-right [&>td]:py-0.5 [&>td]:pl-2">
            <th scope="row" className="text-left font-medium">Prompt</th><td /><td>{formatCount(context.window - context.reserve)}</td><td className="font-medium">{formatCount(context.used)}</td><td /><td />
          </tr>
        </tbody>
      </table>
    </div>
  )
}
