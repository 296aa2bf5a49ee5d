import { formatScore } from './view/format.ts'
import { nameScore } from './view/names.ts'

/** The parts of a score as bars with their numbers; nothing where there is no score. */
export function ScoreBars({ scores, total }: { scores: Record<string, number>; total: number | null }) {
  const rows: [string, number][] = [...Object.entries(scores).map(([part, score]): [string, number] => [nameScore(part), score]), ...(total === null ? [] : [['Fit', total] as [string, number]])]
  if (rows.length === 0) return null
  return (
    <table className="mt-2 w-full table-fixed text-small">
      <caption className="sr-only">How well it fits, 0 to 1</caption>
      <colgroup><col className="w-28" /><col /><col className="w-11" /></colgroup>
      <thead className="sr-only"><tr><th>Part</th><th>Bar</th><th>Score</th></tr></thead>
      <tbody>
        {rows.map(([name, score], at) => (
          <tr key={name}>
            <th scope="row" className={`text-left ${at === rows.length - 1 && total !== null ? 'font-medium' : 'font-normal text-mute'}`}>{name}</th>
            <td><span aria-hidden className="block h-1.5 overflow-hidden rounded-full bg-line"><span className="block h-full rounded-full bg-accent" style={{ width: `${Math.max(0, Math.min(1, score)) * 100}%` }} /></span></td>
            <td className="text-right">{formatScore(score)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
