import { Check, TriangleAlert } from 'lucide-react'
import { useMemo, type ReactNode } from 'react'
import type { TurnTrace } from '../../../shared/trace.ts'
import { excerpt, formatScore, formatShare } from '../../state/formats.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import { UseMark } from '../pieces/UseMark.tsx'
import { RowList } from '../RowList.tsx'
import { Section } from '../Section.tsx'
import { listUses, tellFidelity } from '../view/judged.ts'
import { AnswerMarks } from './AnswerMarks.tsx'

export type FidelitySectionProps = { trace: TurnTrace; selected: string | null; onSelect: (pieceId: string | null) => void; children: ReactNode }

/** Whether the answer used what it was given: in a sentence, in its own words, and note by note. */
export function FidelitySection({ trace, selected, onSelect, children }: FidelitySectionProps) {
  const { fidelity, context } = trace
  const rows = useMemo(() => fidelity === null ? [] : listUses(fidelity, context?.pieces ?? []), [fidelity, context])
  if (trace.status !== 'done' || trace.route?.destination === 'memory') return null
  if (fidelity === null) return <Section title="What the answer used"><p className="mt-1 text-small text-mute">Not looked at yet. It follows a moment after the answer.</p></Section>
  return (
    <Section title="What the answer used" aside={fidelity.score === null ? undefined : <span title="How much of what was given for this turn the answer used, weighed by how well it fits">fidelity {formatShare(fidelity.score)}</span>}>
      <p className="mt-1 flex items-center gap-1.5 text-small"><Check size={14} aria-hidden className="text-good" />{tellFidelity(fidelity)}</p>
      {fidelity.flags.length > 0 && (
        <ul aria-label="Known, but not used" className="mt-1.5 grid gap-1 text-small">
          {fidelity.flags.map((flag) => <li key={flag} className="flex gap-1.5"><TriangleAlert size={14} aria-hidden className="mt-0.5 shrink-0 text-warn" /><span className="min-w-0 [overflow-wrap:anywhere]">{flag}</span></li>)}
        </ul>
      )}
      {rows.some(({ use }) => use.span !== null) && <AnswerMarks trace={trace} uses={fidelity.pieces} selected={selected} onSelect={onSelect} />}
      {children}
      <div className="mt-2">
        <RowList label="Notes and their use" items={rows} keyOf={({ use }) => use.pieceId} sought={selected} guess={30}>
          {({ use, piece }) => (
            <button type="button" onClick={() => onSelect(use.pieceId)} className={joinClasses('grid w-full grid-cols-[10px_minmax(0,1fr)_auto] items-center gap-2.5 border-t border-line py-1 text-left text-small hover:bg-hover', `region-${piece.region}`, use.pieceId === selected && 'bg-accent-soft')}>
              <span aria-hidden className="region-fill size-2.5 rounded-[3px]" />
              <span dir="auto" className="truncate">{excerpt(piece.text, 60)}</span>
              <span className="flex items-center gap-2"><UseMark use={use} />{use.used && <span className="text-mute" title="How surely it was used">{formatScore(use.score)}</span>}</span>
            </button>
          )}
        </RowList>
      </div>
    </Section>
  )
}
