import type { SourceRecord } from '../../../shared/health.ts'
import { formatAmount, formatCount, formatDuration } from '../../state/formats.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import { Section } from '../Section.tsx'
import { sourceWords } from '../view/attempts.ts'

const looks: Partial<Record<SourceRecord['state'], string>> = { late: 'text-warn', failed: 'text-bad', reconstructed: 'text-warn', empty: 'text-faint', skipped: 'text-faint' }

/** Which sources of context were asked, why, and what came of it. */
export function SourcesSection({ sources }: { sources: readonly SourceRecord[] }) {
  return (
    <Section title="Sources of context" aside={formatAmount(sources.length, 'source')}>
      <table className="mt-2 w-full text-small">
        <caption className="sr-only">Sources of context</caption>
        <thead><tr className="text-left text-tiny text-faint [&>th]:font-normal"><th scope="col">Source</th><th scope="col">What came of it</th><th scope="col" className="text-right">Pieces</th><th scope="col" className="text-right">Time</th></tr></thead>
        {sources.map((one) => (
          <tbody key={one.id} className="border-t border-line">
            <tr className="[&>td]:pt-1 [&>td]:align-top">
              <th scope="row" className="pt-1 pr-2 text-left align-top font-normal [overflow-wrap:anywhere]">{one.name}{one.required && <span className="text-faint"> · required</span>}</th>
              <td className={joinClasses('pr-2', looks[one.state])}>{sourceWords[one.state]}</td><td className="text-right">{formatCount(one.pieces)}</td><td className="pl-2 text-right whitespace-nowrap text-mute">{one.state === 'skipped' ? '' : formatDuration(one.ms)}</td>
            </tr>
            <tr><td colSpan={4} className="pb-1 text-mute [overflow-wrap:anywhere]">{[one.because, one.note].filter((part) => part !== '').join(' · ')}</td></tr>
          </tbody>
        ))}
      </table>
    </Section>
  )
}
