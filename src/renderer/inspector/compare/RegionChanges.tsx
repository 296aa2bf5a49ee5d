import type { ContextDiff } from '../../../shared/versions.ts'
import { formatCount } from '../../state/formats.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import { listRegionChanges } from '../view/compared.ts'
import { regionWords } from '../view/names.ts'

/** The tokens of each region on both sides, as two bars and as figures. */
export function RegionChanges({ diff, before, after }: { diff: ContextDiff; before: string; after: string }) {
  const rows = listRegionChanges(diff)
  const widest = Math.max(1, ...rows.flatMap((row) => [row.before, row.after]))
  return (
    <>
      <table className="mt-2 w-full table-fixed text-small">
        <caption className="sr-only">Tokens by region, before and after</caption>
        <colgroup><col className="w-22" /><col /><col className="w-14" /><col className="w-14" /><col className="w-14" /></colgroup>
        <thead><tr className="text-right text-tiny text-faint [&>th]:pb-1 [&>th]:font-normal"><th scope="col" className="text-left">Region</th><th scope="col"><span className="sr-only">Bars</span></th><th scope="col" title={before}>Before</th><th scope="col" title={after}>After</th><th scope="col">Change</th></tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.region} className={joinClasses('text-right', `region-${row.region}`)}>
              <th scope="row" className="py-0.5 text-left font-normal">{regionWords[row.region].name}</th>
              <td className="py-0.5 pr-1">
                <span aria-hidden className="grid gap-px">
                  <span className="block h-1.5 min-w-px rounded-[2px] border border-dashed region-edge" style={{ width: `${(row.before / widest) * 100}%` }} />
                  <span className="region-fill block h-1.5 min-w-px rounded-[2px]" style={{ width: `${(row.after / widest) * 100}%` }} />
                </span>
              </td>
              <td className="text-mute">{formatCount(row.before)}</td><td>{formatCount(row.after)}</td><td className="text-mute">{row.change === 0 ? '=' : `${row.change > 0 ? '+' : ''}${formatCount(row.change)}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-tiny text-faint">
        <dt>Before (dashed):</dt><dd dir="auto" className="truncate">{before}</dd><dt>After (filled):</dt><dd dir="auto" className="truncate">{after}</dd>
      </dl>
    </>
  )
}
