import type { Estimate, Strategy, StrategyComparison } from '../../shared/strategy.ts'
import { formatAmount, formatCount } from '../state/formats.ts'
import { formatFigure, judgeFigure, nameFigure, type Figure } from './view/values.ts'

/** What two strategies would have sent for the same turns: each figure with its mean, its interval and the difference, and a verdict. */
export function ComparisonTable({ a, b, comparison }: { a: Strategy; b: Strategy; comparison: StrategyComparison }) {
  return (
    <section aria-label="Comparison" className="rounded-medium border border-line bg-panel px-4 py-3">
      <p role="status" className="font-medium">{comparison.verdict}</p>
      <div className="mt-2 overflow-x-auto" tabIndex={0} role="region" aria-label="Figures">
        <table className="w-full min-w-120 text-small">
          <caption className="sr-only">{a.name} and {b.name} over {formatAmount(comparison.turns, 'turn')}</caption>
          <thead>
            <tr className="text-right align-bottom text-tiny text-faint [&>th]:pb-1 [&>th]:font-normal [&>th:not(:first-child)]:pl-3">
              <th scope="col" className="text-left">Figure</th><th scope="col" dir="auto">A: {a.name}</th><th scope="col" dir="auto">B: {b.name}</th><th scope="col">B against A</th><th scope="col">Turns</th>
            </tr>
          </thead>
          <tbody>{comparison.figures.map((figure) => <Row key={figure.name} figure={figure} />)}</tbody>
        </table>
      </div>
      <p className="mt-2 text-tiny text-faint">
        Means over {formatAmount(comparison.turns, 'past turn')}; below each, the interval that holds the true mean in 95 of 100 cases. A difference counts only when its whole interval lies on one side of zero.
        {comparison.skipped > 0 && ` ${formatAmount(comparison.skipped, 'turn')} could not be looked at${comparison.skippedBecause.length > 0 ? `: ${comparison.skippedBecause.join('; ').replace(/\.$/, '')}` : ''}.`}
      </p>
    </section>
  )
}

function Row({ figure }: { figure: Figure }) {
  const judged = judgeFigure(figure)
  return (
    <tr className="border-t border-line text-right align-top [&>td]:py-1.5 [&>td]:pl-3">
      <th scope="row" className="py-1.5 text-left font-normal">{nameFigure(figure)}<span className="block text-tiny text-faint">{figure.better} is better</span></th>
      <Cell estimate={figure.a} figure={figure} /><Cell estimate={figure.b} figure={figure} />
      <Cell estimate={figure.difference} figure={figure} signed verdict={figure.difference === null ? undefined : judged === 'open' ? 'no clear difference' : `${judged.toUpperCase()} is better`} />
      <td className="text-mute">{formatCount(figure.turns)}</td>
    </tr>
  )
}

function Cell({ estimate, figure, signed = false, verdict }: { estimate: Estimate | null; figure: Figure; signed?: boolean; verdict?: string }) {
  if (estimate === null) return <td className="text-faint">not known</td>
  return (
    <td>
      {formatFigure(estimate.mean, figure, signed)}
      <span className="block text-tiny text-faint">{formatFigure(estimate.low, figure, signed)} to {formatFigure(estimate.high, figure, signed)}</span>
      {verdict !== undefined && <span className="block text-tiny text-mute">{verdict}</span>}
    </td>
  )
}
