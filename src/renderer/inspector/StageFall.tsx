import { Fragment, memo } from 'react'
import type { TurnTrace } from '../../shared/trace.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { Section } from './Section.tsx'
import { formatDuration } from '../state/formats.ts'
import { layStages, type Stretch } from './view/waterfall.ts'

const looks: Record<Stretch['kind'], string> = { work: 'bg-accent', waiting: 'region-reserve border border-accent', unaccounted: 'region-reserve' }

/** The stages of a turn on one time line, as a table with a bar in each row. */
export const StageFall = memo(function StageFall({ trace }: { trace: TurnTrace }) {
  const fall = layStages(trace)
  const kinds = new Set(fall.rows.flatMap((row) => row.stretches.map((part) => part.kind)))
  return (
    <Section title={formatDuration(trace.totalMs)} aside={trace.firstTokenMs === null ? 'no model wrote' : `first token after ${formatDuration(trace.firstTokenMs)}`}>
      <table className="mt-2 w-full table-fixed text-tiny">
        <caption className="sr-only">Time of each stage</caption>
        <colgroup><col className="w-21" /><col /><col className="w-15" /></colgroup>
        <thead className="sr-only"><tr><th>Stage</th><th>When</th><th>Time</th></tr></thead>
        <tbody>
          {fall.rows.map((row) => (
            <Fragment key={row.key}>
              <tr title={row.note === '' ? row.hint : `${row.hint} ${row.note}`}>
                <th scope="row" className={joinClasses('py-0.5 text-left font-normal', row.failed === null ? 'text-text' : 'text-bad')}>{row.name}</th>
                <td className="relative py-0.5">
                  <span aria-hidden className="absolute inset-x-0 inset-y-1">
                    {row.stretches.map((part, at) => <span key={at} className={joinClasses('absolute inset-y-0 min-w-0.5 rounded-[2px]', looks[part.kind])} style={{ left: `${part.start * 100}%`, width: `${part.length * 100}%` }} />)}
                    {fall.firstToken !== null && <span className="absolute -inset-y-1 border-l border-dashed border-warn" style={{ left: `${fall.firstToken * 100}%` }} />}
                  </span>
                  <span className="sr-only">{row.note}</span>
                </td>
                <td className="py-0.5 text-right text-mute">{formatDuration(row.ms)}</td>
              </tr>
              {row.failed !== null && <tr><td /><td colSpan={2} className="pb-1 text-bad">{row.failed}</td></tr>}
            </Fragment>
          ))}
        </tbody>
      </table>
      <p className="mt-2 flex flex-wrap gap-x-4 text-tiny text-faint">
        <span className="flex items-center gap-1.5"><span aria-hidden className="h-2 w-3 rounded-[2px] bg-accent" />own time</span>
        {kinds.has('waiting') && <span className="flex items-center gap-1.5"><span aria-hidden className={joinClasses('h-2 w-3 rounded-[2px]', looks.waiting)} />waiting for the first word</span>}
        {kinds.has('unaccounted') && <span className="flex items-center gap-1.5"><span aria-hidden className={joinClasses('h-2 w-3 rounded-[2px]', looks.unaccounted)} />no stage claims it</span>}
        {trace.firstTokenMs !== null && <span className="flex items-center gap-1.5"><span aria-hidden className="h-2.5 border-l border-dashed border-warn" />first token</span>}
      </p>
    </Section>
  )
})
