import { useState } from 'react'
import type { ContextDiff } from '../../shared/versions.ts'
import { excerpt, formatAmount, formatCount } from '../state/formats.ts'
import { regionWords } from '../inspector/view/names.ts'
import { Button } from '../ui/Button.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { listEffect, type PlanPreview } from './view/effect.ts'

const firstPieces = 5

/** What an unsaved plan would have done to the last turn: per region before and after, and which pieces would come and go. */
export function PlanEffect({ preview, waiting }: { preview: PlanPreview; waiting: boolean }) {
  const rows = listEffect(preview)
  const widest = Math.max(1, ...rows.flatMap((row) => [row.before, row.after]))
  if (preview.turnId === null) return <p className="mt-1 text-small text-mute">No turn is there yet to show it on. It counts from the first one on.</p>
  return (
    <div className={joinClasses('transition-opacity', waiting && 'opacity-60')} aria-busy={waiting}>
      <table className="mt-2 w-full table-fixed text-small">
        <caption className="sr-only">Tokens per region of the last turn, before and after</caption>
        <colgroup><col className="w-22" /><col /><col className="w-27" /></colgroup>
        <thead className="sr-only"><tr><th>Region</th><th>Bars</th><th>Before and after</th></tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.region} className={joinClasses(`region-${row.region}`, row.before === row.after && 'text-faint')}>
              <th scope="row" className="py-0.5 text-left font-normal">{row.name}</th>
              <td className="py-0.5">
                <span aria-hidden className="block">
                  <span className="block h-1.5 rounded-[2px] region-out" style={{ width: `${(row.before / widest) * 100}%` }} />
                  <span className="mt-px block h-1.5 rounded-[2px] region-fill" style={{ width: `${(row.after / widest) * 100}%` }} />
                </span>
              </td>
              <td className="py-0.5 pl-2 text-right">{row.before === row.after ? formatCount(row.after) : `${formatCount(row.before)} → ${formatCount(row.after)}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-1 flex gap-4 text-tiny text-faint"><span className="flex items-center gap-1.5"><span aria-hidden className="region-history region-out h-1.5 w-4 rounded-[2px]" />as it was</span><span className="flex items-center gap-1.5"><span aria-hidden className="region-history region-fill h-1.5 w-4 rounded-[2px]" />with this budget</span></p>
      {preview.diff !== null && (
        <>
          <Pieces title="Would come in" pieces={preview.diff.came} />
          <Pieces title="Would leave" pieces={preview.diff.left} />
          <Pieces title="Would change" pieces={preview.diff.changed} />
        </>
      )}
    </div>
  )
}

function Pieces({ title, pieces }: { title: string; pieces: ContextDiff['came'] }) {
  const [all, setAll] = useState(false)
  if (pieces.length === 0) return null
  const shown = all ? pieces : pieces.slice(0, firstPieces)
  return (
    <section aria-label={title} className="mt-3">
      <h4 className="text-small font-medium">{title} <span className="font-normal text-faint">{formatCount(pieces.length)}</span></h4>
      <ul className="mt-1 grid gap-1">
        {shown.map((piece) => (
          <li key={piece.pieceId} className={joinClasses('flex items-start gap-2 text-small', `region-${piece.region}`)}>
            <span aria-hidden className="region-fill mt-1 size-2.5 shrink-0 rounded-[3px]" />
            <span className="min-w-0 flex-1"><span className="sr-only">{regionWords[piece.region].name}: </span><span dir="auto" className="[overflow-wrap:anywhere]">{excerpt(piece.text, 80)}</span>{piece.reason !== '' && <span className="block text-tiny text-faint">{piece.reason}</span>}</span>
            <span className="shrink-0 text-mute">{formatAmount(piece.tokens, 'token')}</span>
          </li>
        ))}
      </ul>
      {pieces.length > shown.length && <Button size="small" look="quiet" className="mt-1" onClick={() => setAll(true)}>Show all {formatCount(pieces.length)}</Button>}
    </section>
  )
}
