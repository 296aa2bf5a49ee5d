import { TriangleAlert } from 'lucide-react'
import { memo } from 'react'
import type { Quality } from '../../../shared/trace.ts'
import { formatScore } from '../../state/formats.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import { Section } from '../Section.tsx'
import { listQuality } from '../view/judged.ts'

/** How good a context was, in five figures, with what to do where one falls short. */
export const QualitySection = memo(function QualitySection({ quality }: { quality: Quality }) {
  const rows = listQuality(quality)
  return (
    <Section title="Quality of this context" aside="each 0 to 1">
      <table className="mt-2 w-full table-fixed text-small">
        <caption className="sr-only">Quality of the context, 0 to 1</caption>
        <colgroup><col className="w-28" /><col /><col className="w-22" /></colgroup>
        <thead className="sr-only"><tr><th>Figure</th><th>Bar</th><th>Value</th></tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} title={row.hint}>
              <th scope="row" className="text-left font-normal text-mute">{row.name}</th>
              <td><span aria-hidden className="block h-1.5 overflow-hidden rounded-full bg-line"><span className={joinClasses('block h-full rounded-full', row.short ? 'bg-warn' : 'bg-accent')} style={{ width: `${row.value * 100}%` }} /></span></td>
              <td className="text-right">{row.short && <span className="mr-1.5 inline-flex items-center gap-1 text-warn"><TriangleAlert size={12} aria-hidden />{row.better === 'higher' ? 'low' : 'high'}</span>}{formatScore(row.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {quality.recommendations.length > 0 && <ul aria-label="What would help" className="mt-2 grid list-disc gap-1 pl-4 text-small text-mute">{quality.recommendations.map((one) => <li key={one}>{one}</li>)}</ul>}
    </Section>
  )
})
