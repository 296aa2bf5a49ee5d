import { formatScore } from '../../state/formats.ts'
import { listScores, type ScorePart } from '../view/names.ts'

/** The parts of a score as bars with their numbers; nothing where there is no score. */
export function ScoreBars({ scores, total }: { scores: Record<string, number>; total: number | null }) {
  const rows: ScorePart[] = [...listScores(scores), ...(total === null ? [] : [{ part: 'fit', name: 'Fit', hint: 'All parts together, each with its weight. The order of the pieces comes from it.', score: total }])]
  if (rows.length === 0) return null
  return (
    <table className="mt-2 w-full table-fixed text-small">
      <caption className="sr-only">How well it fits, 0 to 1</caption>
      <colgroup><col className="w-28" /><col /><col className="w-11" /></colgroup>
      <thead className="sr-only"><tr><th>Part</th><th>Bar</th><th>Score</th></tr></thead>
      <tbody>
        {rows.map(({ part, name, hint, score }, at) => (
          <tr key={part} title={hint === '' ? undefined : hint}>
            <th scope="row" className={`text-left ${at === rows.length - 1 && total !== null ? 'font-medium' : 'font-normal text-mute'}`}>{name}</th>
            <td><span aria-hidden className="block h-1.5 overflow-hidden rounded-full bg-line"><span className="block h-full rounded-full bg-accent" style={{ width: `${score * 100}%` }} /></span></td>
            <td className="text-right">{formatScore(score)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
